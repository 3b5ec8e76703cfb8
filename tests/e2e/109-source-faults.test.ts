import { createSocket } from 'node:dgram';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Flood } from '../support/flood.ts';
import { stateOf } from '../support/outputs.ts';
import { PoseSender } from '../support/pose-sender.ts';
import { loadOf, tellsLoad } from '../support/process-load.ts';
import { printedSeed, seededRandom } from '../support/random.ts';
import { until } from '../support/until.ts';
import {
  type Kind,
  kinds,
  near,
  poseBytes,
  refusedTotal,
  SourceFaultsStage,
  soon,
} from './source-faults-stage.ts';

let stage: SourceFaultsStage;
const senders: PoseSender[] = [];
beforeAll(async () => {
  stage = await SourceFaultsStage.open();
});
afterEach(() => {
  for (const sender of senders.splice(0)) sender.close();
  expect(stage.listener.violations).toEqual([]);
});
afterAll(() => stage?.close());

/** A tracker that stands at x, sends from an address and counts its packets from 0. */
function sendFrom(kind: Kind, x: number, address: string): PoseSender {
  const sender = new PoseSender(stage.ports[kind], '127.0.0.1', address);
  let count = 0;
  sender.send(() => poseBytes[kind](x, count++));
  senders.push(sender);
  return sender;
}

describe('ports that are flooded, 600 packets a second each and garbage between', () => {
  const floodMs = 4000;
  /** A slow drive to and fro between −2 and 2 m, so that a pose says how old it is. */
  const speed = 0.2;
  const startMs = performance.now();
  /** Where it was sent to be last: a sender that is starved is no fault of the server. */
  const sentX = Object.fromEntries(kinds.map((kind) => [kind, -2])) as Record<Kind, number>;
  const driven = (kind: Kind): Buffer => {
    const wayM = ((performance.now() - startMs) / 1000) * speed;
    sentX[kind] = Math.abs((wayM % 8) - 4) - 2;
    return poseBytes[kind](sentX[kind]);
  };

  it('leave every camera following, the devices telling, the HTTP calls answering, and little work and memory', async (context) => {
    if (!tellsLoad) context.skip('there is no /proc that tells what a process uses');
    const { server } = stage;
    const random = seededRandom(printedSeed('flood'));
    const garbage = () => Buffer.from(Array.from({ length: 20 }, () => Math.floor(random() * 256)));
    const flood = new Flood(
      kinds.flatMap((kind) => [
        { port: stage.ports[kind], perSecond: 600, datagram: () => driven(kind) },
        { port: stage.ports[kind], perSecond: 100, datagram: garbage },
      ]),
    );
    try {
      for (const kind of kinds) {
        await until(
          `${kind} is followed`,
          async () => Math.abs((await stage.x(kind)) - sentX[kind]) < 0.2,
        );
      }
      const pid = server.process.pid ?? 0;
      const before = { ...loadOf(pid), atMs: performance.now(), k: (await stateOf(server)).k };
      const devices = await Promise.all(kinds.map((kind) => stage.device(kind)));
      const sent = new Map(flood.sent);
      let [worstLag, worstAnswerMs, looks, lost] = [0, 0, 0, 0];
      while (performance.now() - before.atMs < floodMs) {
        const { frames } = stage.listener;
        await until('frames go on', async () => stage.listener.frames > frames + 3);
        for (const kind of kinds) {
          const askedMs = performance.now();
          const { pose, status } = await stage.camera(kind);
          worstAnswerMs = Math.max(worstAnswerMs, performance.now() - askedMs);
          const offM = Math.abs(sentX[kind] - (pose?.position[0] ?? 0));
          worstLag = Math.max(worstLag, offM / speed);
          if (status === 'lost') lost += 1;
          looks += 1;
        }
      }
      const load = loadOf(pid);
      const seconds = (performance.now() - before.atMs) / 1000;
      const cores = (load.cpuMs - before.cpuMs) / 1000 / seconds;
      const grownMb = (load.residentBytes - before.residentBytes) / 2 ** 20;
      console.log(
        `flood: ${cores.toFixed(2)} cores, ${grownMb.toFixed(1)} MB more, poses at most ${worstLag.toFixed(2)} s old, answers within ${worstAnswerMs.toFixed(0)} ms, ${looks} looks`,
      );
      // The bounds are 0.6 cores, 40 MB, poses 0.3 s old and answers in 1 s; a slow and busy machine is given thrice that.
      expect(cores).toBeLessThan(1.8);
      expect(grownMb).toBeLessThan(120);
      expect(worstLag).toBeLessThan(0.9);
      expect(worstAnswerMs).toBeLessThan(3000);
      expect(lost).toBe(0);
      const { k } = await stateOf(server);
      expect(k - before.k).toBeGreaterThan(seconds * 30 * 0.9);
      for (const [i, kind] of kinds.entries()) {
        const [now, then] = [await stage.device(kind), devices[i]];
        if (!then) throw new Error(kind);
        expect(now.state).toBe('open');
        const arrived = now.accepted - then.accepted + refusedTotal(now) - refusedTotal(then);
        const given = (flood.sent.get(stage.ports[kind]) ?? 0) - (sent.get(stage.ports[kind]) ?? 0);
        console.log(`${kind}: ${arrived} of ${given} counted, ${JSON.stringify(now.refused)}`);
        expect(arrived).toBeGreaterThan(given * 0.5);
        expect(refusedTotal(now)).toBeGreaterThan(refusedTotal(then));
        expect(now.refused.internal).toBeUndefined();
      }
    } finally {
      flood.close();
    }
  });
});

describe.each(kinds)('a sender of %s', (kind) => {
  it('that goes on from another address is followed within a second, and the device says so', async (context) => {
    if (process.platform !== 'linux') context.skip('there is no 127.0.0.2 without setting it up');
    const old = sendFrom(kind, 0.1, '127.0.0.1');
    await until('the old one is followed', async () => near(await stage.x(kind), 0.1));
    const { accepted, noted } = await stage.device(kind);
    await until('it is steady', async () => (await stage.device(kind)).accepted > accepted + 40);
    old.close();
    senders.splice(0);
    sendFrom(kind, 0.4, '127.0.0.2');
    await soon(`${kind} from 127.0.0.2 is followed`, async () => near(await stage.x(kind), 0.4));
    const now = await stage.device(kind);
    expect(now.detail).toMatch(
      /subject "1" now comes from 127\.0\.0\.2:\d+, before from 127\.0\.0\.1:\d+/,
    );
    expect(now.noted['sender-moved']).toBe((noted['sender-moved'] ?? 0) + 1);
  });

  it('stays in charge when a second one comes, which is told and refused, and hands over when it ends', async (context) => {
    if (process.platform !== 'linux') context.skip('there is no 127.0.0.2 without setting it up');
    const first = sendFrom(kind, -0.1, '127.0.0.1');
    await until('the first is followed', async () => near(await stage.x(kind), -0.1));
    const { accepted, refused } = await stage.device(kind);
    await until('it is steady', async () => (await stage.device(kind)).accepted > accepted + 40);
    sendFrom(kind, 0.5, '127.0.0.2');
    const others = async () => (await stage.device(kind)).refused['other-sender'] ?? 0;
    await soon(`the second sender of ${kind} is told`, async () =>
      (await stage.device(kind)).detail.includes('at once, and the first counts'),
    );
    const before = await others();
    const places = new Set<number>();
    await until('it is refused', async () => {
      places.add(Math.round((await stage.x(kind)) * 1000) / 1000);
      return (await others()) > before + 60;
    });
    expect([...places]).toEqual([-0.1]);
    expect(before).toBeGreaterThan(refused['other-sender'] ?? 0);
    first.close();
    senders.splice(0, 1);
    await soon(`the second sender of ${kind} has taken over`, async () =>
      near(await stage.x(kind), 0.5),
    );
  });
});

describe('what is damaged between good packets', () => {
  const spoilt: Record<Kind, Record<string, (good: Buffer) => Buffer>> = {
    freed: {
      checksum: (good) => Buffer.from(good.with(12, (good[12] ?? 0) ^ 0x55)),
      length: (good) => good.subarray(0, 28),
      type: (good) => Buffer.from(good.with(0, 0x11)),
    },
    opentrackio: {
      checksum: (good) => Buffer.from(good.with(40, (good[40] ?? 0) ^ 1)),
      length: (good) => good.subarray(0, 12),
      type: (good) => Buffer.from(good.with(0, 0x4e)),
    },
    psn: {
      version: (good) => Buffer.from(good.with(16, 1)),
      length: (good) => good.subarray(0, good.length - 5),
      type: (good) => Buffer.from(good.with(0, 0x99)),
    },
  };

  it.each(kinds)('moves nothing in %s, and is counted by its reason', async (kind) => {
    sendFrom(kind, 0.2, '127.0.0.1');
    await until('the camera is there and well', async () => {
      return near(await stage.x(kind), 0.2) && (await stage.camera(kind)).status === 'ok';
    });
    const before = await stage.device(kind);
    const socket = createSocket('udp4');
    const each = 30;
    const places = new Set<number>();
    for (let i = 0; i < each; i += 1) {
      for (const spoil of Object.values(spoilt[kind])) {
        const bytes = spoil(poseBytes[kind](0.9));
        await new Promise((sent) => socket.send(bytes, stage.ports[kind], '127.0.0.1', sent));
      }
      places.add(Math.round((await stage.x(kind)) * 1000) / 1000);
    }
    socket.close();
    await soon(`the damaged packets of ${kind} are counted`, async () => {
      const { refused } = await stage.device(kind);
      return Object.keys(spoilt[kind]).every(
        (reason) => (refused[reason] ?? 0) - (before.refused[reason] ?? 0) >= each,
      );
    });
    expect([...places]).toEqual([0.2]);
    await soon(
      `the camera on ${kind} is well`,
      async () => (await stage.camera(kind)).status === 'ok',
    );
  });
});

describe('options of a device that are not valid', () => {
  const setFreed = (port: number) =>
    stage.server.command({ type: 'device.set', id: 'freed', options: { port } });

  it('are refused by device.set with the pointer to each, and nothing changes', async () => {
    const [{ revision }, before] = [await stateOf(stage.server), await stage.device('freed')];
    const { status, body } = await setFreed(99_999);
    expect([status, body.error]).toEqual([
      422,
      { code: 'too_big', message: expect.stringContaining('65535'), path: '/options/port' },
    ]);
    expect((await stateOf(stage.server)).revision).toBe(revision);
    expect(await stage.device('freed')).toMatchObject({ state: 'open', detail: before.detail });
    const added = { type: 'device.set', id: 'new', kind: 'nothing-known' };
    const unknown = await stage.server.command(added);
    expect(unknown.body.error).toMatchObject({ code: 'unknown-kind', path: '/kind' });
    expect((await stateOf(stage.server)).revision).toBe(revision);
  });
});
