import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aleText } from '../../../core/takes/export/ale.ts';
import { readRecords } from '../../../core/takes/read-take.ts';
import { idHash } from '../../../core/wire/message-type.ts';
import { logFile } from '../../../server/takes/take-files.ts';
import type { TakeService } from '../../../server/takes/take-service.ts';
import { TakeStore } from '../../../server/takes/take-store.ts';
import { buildRecordingChild } from './built-child.ts';
import { recordAndKill } from './killed-take.ts';
import { engineOnMachineClock, operator, recordingIn } from './recording.ts';

const root = mkdtempSync(join(tmpdir(), 'cyclorama-takes-'));
let folder = '';
let rounds = 0;
const open: TakeService[] = [];
beforeEach(() => {
  rounds += 1;
  folder = join(root, `takes-${rounds}`);
});
afterEach(async () => {
  for (const takes of open.splice(0)) await takes.stop();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A recorder in this test's folder, opened. */
async function recording(engine = engineOnMachineClock()) {
  const all = recordingIn(folder, engine);
  open.push(all.takes);
  await all.takes.open();
  return all;
}

/** What stands in a take's first segment, by kind of record. */
function kindsIn(id: string): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const { kind } of readRecords(readFileSync(logFile(folder, id, 1)))) {
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
}

describe('the recorder', () => {
  let shared: Awaited<ReturnType<typeof recording>>;
  let sharedFolder = '';
  beforeAll(async () => {
    folder = join(root, 'takes');
    sharedFolder = folder;
    shared = await recording();
    open.length = 0;
  });
  afterAll(() => shared.takes.stop());
  beforeEach(() => {
    folder = sharedFolder;
  });

  it('rolls, records what comes, cuts, and lists the take', async () => {
    const { takes, engine, give, step } = shared;
    step();
    const rolled = await give({ type: 'take.roll', scene: '12', slate: 'B' });
    expect(rolled).toMatchObject({ ok: true, take: '12-B-t01' });
    expect(engine.state).toMatchObject({ rolling: true, takes: { rolling: { id: '12-B-t01' } } });
    expect(takes.store.list()).toMatchObject([{ id: '12-B-t01', state: 'rolling' }]);
    for (let i = 0; i < 100; i++) step();
    engine.apply({ type: 'environment.preview', id: 'grid' }, operator);
    await expect.poll(() => takes.status().records.written).toBeGreaterThanOrEqual(202);
    expect(takes.status()).toMatchObject({
      take: { id: '12-B-t01' },
      samples: 100,
      frames: 100,
      lost: 0,
      atRisk: false,
    });
    expect((await give({ type: 'take.cut' })).ok).toBe(true);
    expect(engine.state).toMatchObject({ rolling: false, takes: { rolling: null } });
    const [take] = takes.store.list();
    expect(take).toMatchObject({ state: 'cut', samples: 100, frames: 100, lost: 0, segments: 1 });
    expect(take?.cameras).toEqual(['A', 'B']);
    const kinds = kindsIn('12-B-t01');
    // The changes are the roll itself and the preview.
    expect(kinds).toMatchObject({ header: 1, raw: 100, frame: 100, change: 2, end: 1 });
    expect(kinds.clock).toBeGreaterThan(0);
    step();
    expect(takes.status().take).toBeNull();
  });

  it('says of each frame what was on program and where its content stood', async () => {
    const { engine, give, step } = shared;
    await give({ type: 'take.roll', scene: '13' });
    step();
    await give({ type: 'take.cut' });
    const program = engine.state.program.environment ?? '';
    for (const record of readRecords(readFileSync(logFile(folder, '13-B-t01', 1)))) {
      if (record.kind !== 'frame') continue;
      const { packet, content } = record.frame;
      expect(content.programHash).toBe(idHash(program));
      // Content has run since show time 0.
      expect(content.contentMs).toBeCloseTo((packet.k * 1000) / 60, 6);
      expect(packet.cameras[0]?.idHash).toBe(idHash('A'));
    }
  });

  it('counts takes by scene and slate, which carry on', async () => {
    const { give } = shared;
    const ids: (string | undefined)[] = [];
    const boards = [{ scene: '7', slate: 'A' }, {}, { slate: 'C' }, {}, { scene: '7', slate: 'A' }];
    for (const board of boards) {
      const result = await give({ type: 'take.roll', ...board });
      ids.push(result.ok ? result.take : result.error.code);
      await give({ type: 'take.cut' });
    }
    expect(ids).toEqual(['7-A-t01', '7-A-t02', '7-C-t01', '7-C-t02', '7-A-t03']);
  });

  it('refuses what does not fit, in words', async () => {
    const { give } = shared;
    expect(await give({ type: 'take.cut' })).toMatchObject({ error: { code: 'not-rolling' } });
    await give({ type: 'take.roll' });
    expect(await give({ type: 'take.roll' })).toMatchObject({ error: { code: 'rolling' } });
    const unknown = await give({ type: 'take.mark', take: 'no-such', good: true });
    expect(unknown).toMatchObject({ error: { code: 'unknown-take', path: '/take' } });
    await give({ type: 'take.cut' });
  });

  it('keeps what the crew says, over the cut and a restart', async () => {
    const { give, takes, engine } = shared;
    await give({ type: 'take.roll', scene: '20' });
    await give({ type: 'take.mark', take: '20-A-t01', note: 'boom in shot' });
    await give({ type: 'take.cut' });
    const { changes } = engine.state.takes;
    await give({ type: 'take.mark', take: '20-A-t01', good: false });
    expect(engine.state.takes.changes).toBe(changes + 1);
    const mark = { good: false, note: 'boom in shot', state: 'cut' };
    expect(takes.store.get('20-A-t01')).toMatchObject(mark);
    const store = new TakeStore(folder);
    expect(store.open().unlisted).toEqual([]);
    expect(store.get('20-A-t01')).toMatchObject(mark);
    expect(store.list()).toEqual(takes.store.list());
  });

  it('takes a mark back and leaves the note, over a restart and in the log for the editor', async () => {
    const { give, takes } = shared;
    await give({ type: 'take.roll', scene: '22' });
    await give({ type: 'take.cut' });
    const take = '22-A-t01';
    const good = () => {
      const lines = aleText(takes.store.list()).split('\n');
      return lines.find((line) => line.startsWith(take))?.split('\t')[7];
    };
    await give({ type: 'take.mark', take, good: true, note: 'print it' });
    expect(good()).toBe('Yes');
    expect(await give({ type: 'take.mark', take, good: null })).toMatchObject({ ok: true });
    expect(good()).toBe('');
    const store = new TakeStore(folder);
    store.open();
    expect(store.get(take)).toMatchObject({ good: null, note: 'print it' });
  });

  it('knows how much room the disk has before anything rolls', async () => {
    const { takes } = shared;
    expect(takes.status().take).toBeNull();
    await expect.poll(() => takes.status().freeBytes).toBeGreaterThan(0);
  });

  it('ends what rolls on the way out', async () => {
    const { give, takes, engine, step } = shared;
    await give({ type: 'take.roll', scene: '21' });
    step();
    await takes.stop();
    expect(engine.state.rolling).toBe(false);
    expect(kindsIn('21-A-t01')).toMatchObject({ raw: 1, end: 1 });
    expect(takes.store.get('21-A-t01')?.state).toBe('server-stopped');
  });
});

describe('a recorder that opens after a crash', () => {
  let program = '';
  beforeAll(async () => {
    program = await buildRecordingChild(join(root, 'built'));
  });

  it('makes the take whole and lists it as interrupted', async () => {
    const { id, acknowledged } = await recordAndKill(program, folder, 60, 0);
    // A torn tail, whether or not the kill has left one.
    const log = logFile(folder, id, 1);
    const bytes = readFileSync(log);
    writeFileSync(log, bytes.subarray(0, bytes.length - 5));
    const { takes, give } = await recording();
    const take = takes.store.get(id);
    expect(take?.state).toBe('interrupted');
    expect(2 * (take?.samples ?? 0) + 4).toBeGreaterThanOrEqual(acknowledged - 1);
    expect(readFileSync(log).length).toBe(take?.bytes);
    expect(await give({ type: 'take.roll' })).toMatchObject({ take: '1-A-t02' });
  });

  it('goes on with the take that the show says is rolling, in a new segment', async () => {
    const { id } = await recordAndKill(program, folder, 60, 0);
    const engine = engineOnMachineClock();
    const label = { id, scene: '1', slate: 'A', number: 1, rolledMs: 0 };
    engine.apply({ type: 'take.rolled', take: label });
    const { takes, give, step } = await recording(engine);
    expect(takes.status()).toMatchObject({ take: { id } });
    expect(takes.status().alarm).toContain('restarted');
    const before = takes.store.get(id)?.samples ?? 0;
    for (let i = 0; i < 20; i++) step();
    await give({ type: 'take.cut' });
    const take = takes.store.get(id);
    expect(take).toMatchObject({ state: 'cut', segments: 2, lost: 0 });
    expect(take?.samples).toBeGreaterThanOrEqual(before + 20);
    const numbers: number[] = [];
    for (const segment of [1, 2]) {
      for (const record of readRecords(readFileSync(logFile(folder, id, segment)))) {
        if (record.kind === 'raw') numbers.push(record.raw.takenMs);
      }
    }
    expect(numbers).toHaveLength(take?.samples ?? -1);
  });

  it('ends a take of which there are no files', async () => {
    const engine = engineOnMachineClock();
    const take = { id: '9-Z-t09', scene: '9', slate: 'Z', number: 9, rolledMs: 0 };
    engine.apply({ type: 'take.rolled', take });
    await recording(engine);
    expect(engine.state).toMatchObject({ rolling: false, takes: { rolling: null, scene: '9' } });
  });
});
