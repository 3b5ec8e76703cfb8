import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { backdropAsked } from '../../../core/backdrops/backdrop-request.ts';
import type { BackdropEngine } from '../../../server/backdrops/engine.ts';
import { parseJobJournal } from '../../../server/backdrops/job-journal.ts';
import { until } from '../../support/until.ts';
import { ann, drawEverything, HandEngine, openBackdrops } from './open-service.ts';

let place: Awaited<ReturnType<typeof openBackdrops>>;
let running: Awaited<ReturnType<typeof place.start>>;
const stops: (() => unknown)[] = [];

beforeEach(async () => {
  place = await openBackdrops();
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  await place.close();
});

async function start(engines: BackdropEngine[] = []) {
  running = await place.start(new HandEngine(), { engines });
  const { service } = running;
  stops.push(() => service.stop());
  return running;
}

const submit = (engine: string, prompt = 'a desert') =>
  running.service.submit(backdropAsked.parse({ prompt, engine, seed: 1, count: 1 }), ann);
function ask(engine: string, prompt?: string): string {
  const result = submit(engine, prompt);
  if (!result.ok) throw new Error(result.fault[0]?.message);
  return result.value.id;
}
const statusOf = (id: string) => running.service.get(id)?.status;
const isStatus = (id: string, status: string) =>
  until(`"${id}" is ${status}`, async () => statusOf(id) === status);

/** Show and decks, to the byte. */
const shown = () => JSON.stringify(place.engine.state);

/** From a sentence to preview: that everything works again. */
async function worksAgain(): Promise<void> {
  const stop = drawEverything(running.service);
  const id = ask('procedural', 'a calm ocean');
  await isStatus(id, 'pending');
  stop();
  expect(await running.give({ type: 'backdrop.approve', id })).toMatchObject({ ok: true });
  expect(await running.give({ type: 'backdrop.push', id })).toMatchObject({ ok: true });
  expect(place.engine.state.preview.environment).toBe(`${id}-0`);
}

const engine = (id: string, make: BackdropEngine['make'], more = {}): BackdropEngine => ({
  ...new HandEngine(),
  id,
  version: '1',
  sourceType: 'algorithmicMedia',
  licence: 'none',
  atOnce: 1,
  isLocal: false,
  make,
  ...more,
});
const never = new Promise<never>(() => {});

describe('an engine that is at fault', () => {
  const faulty: Record<string, [BackdropEngine, RegExp]> = {
    'throws at once': [
      engine('x', () => {
        throw new Error('no memory');
      }),
      /no memory/,
    ],
    'throws what is no error': [
      engine('x', async function* () {
        yield* [];
        throw 'words alone';
      }),
      /words alone/,
    ],
    'makes nothing': [
      engine('x', async function* () {
        yield* [];
      }),
      /has made no picture/,
    ],
    'brings what is no picture': [
      engine('x', async function* (_, making) {
        yield await making.picture(Buffer.from('<html>'), 'plate', { seed: 1 });
      }),
      /not taken/,
    ],
    'says nothing any more, and hears nothing': [
      engine(
        'x',
        async function* () {
          yield await never;
        },
        { silentMs: 60 },
      ),
      /no sign for 0\.06 s/,
    ],
  };

  it.each(Object.keys(faulty))(
    'and %s costs its job alone: show and wall are as they were',
    async (name) => {
      const [made, words] = faulty[name] ?? [];
      await start(made ? [made] : []);
      const before = shown();
      const id = ask('x');
      await isStatus(id, 'failed');
      expect(running.service.get(id)?.fault).toMatch(words ?? /^$/);
      expect(shown()).toBe(before);
      await worksAgain();
    },
  );

  it('and hangs can be cancelled, and its next job begins', async () => {
    let begun = 0;
    const hanging = engine('x', async function* () {
      begun++;
      yield await never;
    });
    await start([hanging]);
    const before = shown();
    const first = ask('x', 'one');
    await isStatus(first, 'running');
    const second = ask('x', 'two');
    expect(await running.give({ type: 'backdrop.cancel', id: first })).toMatchObject({ ok: true });
    expect(statusOf(first)).toBe('cancelled');
    await isStatus(second, 'running');
    expect(begun).toBe(2);
    expect(shown()).toBe(before);
  });

  it('is given all the time it wants while it waits for a page that draws', async () => {
    const patient = engine(
      'x',
      async function* (_, making) {
        const undrawn = { asset: await making.keep(Buffer.from('{}'), 'json'), thumbnail: null };
        const spec = making.variation(first, 0)?.spec;
        yield await making.drawn({ ...undrawn, ...(spec && { spec }), seed: 1 });
      },
      { silentMs: 60 },
    );
    await start([patient]);
    const stop = drawEverything(running.service);
    const first = ask('procedural');
    await isStatus(first, 'pending');
    await until('it is measured', async () => running.service.get(first)?.variations[0]?.figures);
    stop();
    const id = ask('x');
    await isStatus(id, 'running');
    const asked = performance.now();
    await until('twice its silence has passed', async () => performance.now() - asked > 150);
    expect(statusOf(id)).toBe('running');
    stops.push(drawEverything(running.service));
    await isStatus(id, 'pending');
  });
});

/** A disk of 64 KiB under the service's folder, which `fill` fills and `empty` empties. */
function smallDisk(context: TestContext): { fill(): void; empty(): void } {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place.folder], {
      stdio: 'ignore',
    });
  } catch {
    context.skip('no disk can be mounted here: that takes root');
  }
  stops.push(() => execFileSync('umount', ['-l', place.folder]));
  const ballast = join(place.folder, 'ballast');
  const fill = () => {
    for (const size of [65536, 4096, 512, 64, 1]) {
      try {
        for (;;) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
      } catch {
        // Full for this size.
      }
    }
  };
  return { fill, empty: () => rmSync(ballast, { force: true }) };
}

/** What a disk hands out at once: so much of a file's last piece can be written on a full one. */
const pageBytes = 4096;

/** Fills the record's last page but for `leaving` bytes, with the look bible of a backdrop to be reviewed. */
async function fillLastPage(id: string, leaving: number): Promise<void> {
  const size = () => readFileSync(join(place.folder, 'jobs.jsonl')).length;
  const room = () => (2 * pageBytes - leaving - (size() % pageBytes)) % pageBytes;
  const write = (length: number) =>
    running.give({ type: 'backdrop.bible', id, fragments: 'c'.repeat(length) });
  const before = size();
  await write(0);
  const least = size() - before;
  while (room() > 0) {
    if (room() < least) await write(300);
    else if (room() <= least + 300) await write(room() - least);
    else await write(Math.min(300, room() - 2 * least));
  }
}

/** A backdrop to be reviewed that nothing is measured of any more. */
async function reviewed(): Promise<string> {
  const stop = drawEverything(running.service);
  const id = ask('procedural');
  await until('it is measured', async () => running.service.get(id)?.variations[0]?.figures);
  stop();
  return id;
}

describe('a full disk', () => {
  it.for([
    ['nothing', 0],
    ['half a line', 100],
  ] as const)(
    'that takes %s more refuses what it cannot record, keeps the chain whole, and goes on when there is room',
    async ([_what, leaving], context) => {
      const disk = smallDisk(context);
      const { byHand } = await start();
      const id = await reviewed();
      const before = shown();
      await fillLastPage(id, leaving);
      disk.fill();
      expect(submit('by-hand')).toMatchObject({ ok: false, fault: [{ code: 'disk-failed' }] });
      expect(await running.give({ type: 'backdrop.approve', id })).toMatchObject({
        ok: false,
        error: { code: 'disk-failed', message: expect.stringMatching(/make room/) },
      });
      expect(statusOf(id)).toBe('pending');
      expect(await running.give({ type: 'backdrop.push', id })).toMatchObject({ ok: false });
      expect(shown()).toBe(before);
      disk.empty();
      await worksAgain();
      const { damage, records } = parseJobJournal(readFileSync(join(place.folder, 'jobs.jsonl')));
      expect(damage).toBeNull();
      expect(records.length).toBeGreaterThan(5);
      expect(byHand.begun).toEqual([]);
    },
  );

  it('fails the job whose picture it does not take, in words, and a restart begins it anew', async (context) => {
    const disk = smallDisk(context);
    const big = engine('x', async function* (_, making) {
      const asset = await making.keep(Buffer.alloc(200_000, 7), 'png');
      yield { asset, thumbnail: null, seed: 1 };
    });
    await start([big]);
    const before = shown();
    const id = ask('x');
    await isStatus(id, 'failed');
    expect(running.service.get(id)?.fault).toMatch(/ENOSPC|space/i);
    expect(shown()).toBe(before);
    const { byHand } = running;
    const hand = ask('by-hand');
    await isStatus(hand, 'running');
    await until('the engine waits', async () => byHand.making !== undefined);
    disk.fill();
    byHand.step(new Error('x'.repeat(5000)));
    await isStatus(hand, 'failed');
    disk.empty();
    const again = await start();
    await until('it runs again', async () => again.service.get(hand)?.status === 'running');
  });

  it('lets a job wait whose beginning it does not record, and says what for', async (context) => {
    const disk = smallDisk(context);
    const { byHand } = await start();
    const id = await reviewed();
    const [first, second] = [ask('by-hand', 'one'), ask('by-hand', 'two')];
    await isStatus(first, 'running');
    await until('the engine waits', async () => byHand.making !== undefined);
    await fillLastPage(id, 0);
    disk.fill();
    byHand.step(new Error('no memory'));
    await isStatus(first, 'failed');
    expect(running.service.get(second)).toMatchObject({
      status: 'queued',
      waitsFor: expect.stringMatching(/a disk that takes its record/),
    });
    disk.empty();
    await isStatus(second, 'running');
  });
});

describe('a place on the disk that is not what it should be', () => {
  it.each([
    ['its record is a folder', 'jobs.jsonl', 'folder'],
    ['its folder of files is a file', 'files', 'file'],
    ['its own folder is a file', '', 'file'],
  ])('does not keep the show from opening: %s', async (_name, name, kind) => {
    const at = join(place.folder, name);
    if (name === '') rmSync(at, { recursive: true });
    if (kind === 'folder') mkdirSync(at);
    else writeFileSync(at, 'something else');
    const before = shown();
    await start();
    expect(place.warnings.join()).toMatch(/put right/);
    const result = submit('procedural');
    if (result.ok) {
      await isStatus(result.value.id, 'failed');
      expect(running.service.get(result.value.id)?.fault).toMatch(/ENOTDIR|EEXIST|directory/);
    } else expect(result.fault[0]).toMatchObject({ code: 'disk-failed' });
    expect(shown()).toBe(before);
    rmSync(at, { recursive: true, force: true });
    await running.service.stop();
    stops.pop();
    await start();
    await worksAgain();
  });
});
