import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { machineMs } from '../support/node-client.ts';
import {
  oldestDrawnAsNewMs,
  type Recovery,
  recovery,
  runsBackwards,
  showAheadMs,
} from '../support/node-client-agreement.ts';
import { NodeClientProcess } from '../support/node-client-process.ts';
import { exited, type RunningServer, repository, startServer } from '../support/running-server.ts';
import { StallProxy } from '../support/stall-proxy.ts';
import { until } from '../support/until.ts';

const rate = { num: 60, den: 1 };
const periodMs = 1000 / 60;
/** The goal is a second; three times that holds on a machine with other work. */
const backWithinMs = 3000;
const hourMs = 3_600_000;
const staleMs = 100;
/** What the clocks of two processes and a late timer may add to an age. */
const slackMs = 5;

const show = {
  format: 1,
  name: 'Time faults',
  stage: {
    rates: { wall: rate },
    walls: [{ id: 'main', surface: { kind: 'flat', width: 6, height: 3 }, pixels: [1536, 768] }],
    outputs: [
      {
        id: 'main',
        size: [1536, 768],
        slices: [{ wall: 'main', from: [0, 0, 1536, 768], at: [0, 0] }],
      },
    ],
  },
  devices: [
    { id: 'tracker', kind: 'simulated', options: { subject: '1', motion: 'dolly', rateHz: 240 } },
  ],
  cameras: [{ id: 'A', source: { device: 'tracker', subject: '1' } }],
  environments: [{ id: 'grid', kind: 'scene', source: 'grid' }],
};

const folder = mkdtempSync(path.join(tmpdir(), 'cyclorama-clock-'));
const wallClockFile = path.join(folder, 'shift-ms');
let server: RunningServer;
let undisturbed: NodeClientProcess;
const others: NodeClientProcess[] = [];

beforeAll(async () => {
  writeFileSync(wallClockFile, '0');
  const clock = path.join(repository, 'tests/support/wall-clock.ts');
  server = await startServer({
    show,
    wrapper: [
      'env',
      `WALL_CLOCK_FILE=${wallClockFile}`,
      `NODE_OPTIONS=--import tsx --import ${clock}`,
    ],
  });
  undisturbed = new NodeClientProcess(server.url, rate);
});
afterEach(() => {
  for (const client of others.splice(0)) client.close();
});
afterAll(async () => {
  undisturbed?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Another client beside the undisturbed one, in agreement with it. */
async function openClient(url = server.url, skewPpm = 0): Promise<NodeClientProcess> {
  const client = new NodeClientProcess(url, rate, skewPpm);
  others.push(client);
  await agreed(client, machineMs());
  return client;
}

/** Waits until the client agrees with the undisturbed one. */
const agreed = (client: NodeClientProcess, faultEndMs: number): Promise<Recovery> =>
  until('both clients agree', async () => {
    await Promise.all([client.look(), undisturbed.look()]);
    const found = recovery(client.latched, undisturbed.latched, faultEndMs);
    return Number.isFinite(found.afterMs) && found;
  });

/** What the server's own wall clock said when it was last set. */
const wallClockMs = (): number =>
  Date.parse(server.log.findLast((line) => line.startsWith('wall clock '))?.slice(11) ?? '');

/** How long a fault itself lasts. */
const lasting = (ms: number): Promise<void> => new Promise((over) => setTimeout(over, ms));

async function expectRecovery(
  name: string,
  client: NodeClientProcess,
  faultEndMs: number,
): Promise<void> {
  const { afterMs, apartMs, frames, unlike } = await agreed(client, faultEndMs);
  const trueAheadMs = showAheadMs(undisturbed.latched);
  const oldestMs = oldestDrawnAsNewMs(client.latched, trueAheadMs);
  const facts = [
    `back after ${afterMs.toFixed(0)} ms`,
    `then at most ${apartMs.toFixed(3)} ms apart in ${frames} frames`,
    `oldest drawn as new ${oldestMs.toFixed(1)} ms`,
  ];
  console.log(`${name}: ${facts.join(', ')}`);
  expect(unlike).toBe(0);
  expect(afterMs).toBeLessThan(backWithinMs);
  // A frame may be latched up to its end.
  expect(oldestMs).toBeLessThan(staleMs + periodMs + slackMs);
  expect(runsBackwards(client.latched)).toBe(false);
  expect(runsBackwards(undisturbed.latched)).toBe(false);
}

describe('the wall clock of a running server, set back an hour', () => {
  it('changes neither show time nor k on any client', async () => {
    const client = await openClient();
    const beforeMs = showAheadMs(client.latched);
    writeFileSync(wallClockFile, `${-hourMs}`);
    server.process.kill('SIGUSR2');
    await until(
      'the server tells another hour',
      async () => wallClockMs() < Date.now() - hourMs / 2,
    );
    const faultMs = machineMs();
    await expectRecovery('wall clock set back', client, faultMs);
    const after = client.latched.filter(({ atMs }) => atMs >= faultMs);
    expect(Math.abs(showAheadMs(after) - beforeMs)).toBeLessThan(1);
  });

  it('changes neither of them when the server is killed and comes back in that hour', async () => {
    const client = await openClient();
    const before = {
      aheadMs: showAheadMs(client.latched),
      epoch: client.latched.at(-1)?.epoch ?? 0,
    };
    await exited(server.process, 'SIGKILL');
    await server.restart();
    const readyMs = machineMs();
    await expectRecovery('restart in another hour', client, readyMs);
    const after = client.latched.filter(({ atMs }) => atMs >= readyMs + backWithinMs / 3);
    expect(after.at(-1)?.epoch).toBeGreaterThan(before.epoch);
    expect(wallClockMs()).toBeLessThan(Date.now() - hourMs / 2);
    expect(Math.abs(showAheadMs(after) - before.aheadMs)).toBeLessThan(1);
  });
});

describe('a client whose clock runs 200 ppm off', () => {
  it.each([-200, 200])('shows the same frames at the same time (%i ppm)', async (skewPpm) => {
    const client = await openClient(server.url, skewPpm);
    const openedMs = client.latched[0]?.atMs ?? Number.NaN;
    // Ten seconds: 2 ms of drift that the estimate has to have followed.
    await lasting(10_000);
    await expectRecovery(`${skewPpm} ppm`, client, openedMs);
  });
});

describe('a network that is cut for two seconds', () => {
  it.each(['stall', 'cut'] as const)(
    'brings the client back to the others when it is whole again (%s)',
    async (fault) => {
      const proxy = await StallProxy.open(server.port);
      try {
        const client = await openClient(proxy.url);
        proxy[fault]();
        await lasting(2000);
        proxy.mend();
        await expectRecovery(`network ${fault}`, client, machineMs());
      } finally {
        proxy.close();
      }
    },
  );
});

describe('a client process that is stopped for three seconds', () => {
  it('is back with the others when it goes on, and draws nothing of what it missed', async () => {
    const client = await openClient();
    client.signal('SIGSTOP');
    await lasting(3000);
    const continuedMs = machineMs();
    client.signal('SIGCONT');
    await expectRecovery('client stopped', client, continuedMs);
  });
});
