import { describe, expect, test } from 'vitest';
import {
  against,
  type Bench,
  type BenchResult,
  compare,
  median,
  quantile,
  step,
} from '../../tools/bench/bench.ts';
import { benches } from '../../tools/bench/index.ts';
import { benchRunSchema, jsonOfRun } from '../../tools/bench/report-run.ts';
import { parseBenchArguments, runBenches } from '../../tools/bench.ts';

const measured = { id: 'T1', what: 'messages', unit: 'msg/s', ours: [8, 10, 12] };
const context = { rounds: 3, seed: 1, say: () => {} };

describe('a result', () => {
  test('compares medians with the peer that the goal names', () => {
    const peers = { slow: [1, 2, 90], fast: [20, 20, 20] };
    const result = compare({ ...measured, peers }, 'slow', 'atLeast', 4);
    expect(result).toMatchObject({ ours: 10, peers: { slow: 2, fast: 20 }, ratio: 5, holds: true });
    expect(result.spread).toEqual([8, 12]);
    expect(compare({ ...measured, peers }, 'fast', 'atMost', 0.4).holds).toBe(false);
  });

  test('does not hold beside a peer that gave no figure', () => {
    expect(compare({ ...measured, peers: {} }, 'absent', 'atMost', 1).holds).toBe(false);
    expect(compare({ ...measured, peers: {} }, 'absent', 'atLeast', 1).holds).toBe(false);
  });

  test('is judged against a figure where there is no peer', () => {
    expect(against(measured, 'atMost', 20)).toMatchObject({ ratio: 0.5, goal: 1, holds: true });
    expect(against(measured, 'atLeast', 20)).toMatchObject({ peers: { target: 20 }, holds: false });
  });

  test('of a growth step is judged by nobody', () => {
    expect(step(measured)).toMatchObject({ ours: 10, ratio: null, goal: null, holds: null });
  });
});

test('a quantile is the value below which that share lies, and nothing of nothing', () => {
  const values = Array.from({ length: 100 }, (_, i) => 99 - i);
  expect(quantile(values, 0.95)).toBe(95);
  expect(quantile(values, 1)).toBe(99);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([])).toBeNaN();
});

describe('a run', () => {
  const good = step({ ...measured, id: 'GC-1a' });
  const bench = (id: string, run: () => Promise<BenchResult[]>): Bench => ({ id, what: id, run });
  const broken = bench('T9', () => Promise.reject(new Error('no Chromium')));

  test('goes on when one bench breaks off, and says which', async () => {
    const told: string[] = [];
    const chosen = [broken, bench('T1', async () => [good])];
    const run = await runBenches(chosen, context, ({ id }) => told.push(id));
    expect(run).toEqual({ results: [good], failures: [{ id: 'T9', error: 'no Chromium' }] });
    expect(told).toEqual(['GC-1a']);
  });

  test('is the JSON of the contract, and can be read again', () => {
    const result = compare({ ...measured, peers: {} }, 'absent', 'atMost', 1);
    const machine = {
      ...{ date: '2026-11-23T12:00:00Z', platform: 'linux', cpu: 'x', cores: 2, memoryGiB: 8 },
      ...{ node: 'v20', loadAverage: 1, timerLateMsP95: 0.2, isTooBusy: false, seed: 1, rounds: 5 },
    };
    const text = jsonOfRun({ machine, results: [good, result], failures: [] });
    const [first, second] = JSON.parse(text).results;
    for (const key of ['id', 'what', 'unit', 'ours', 'peers', 'ratio', 'goal', 'holds']) {
      expect(first).toHaveProperty(key);
    }
    expect([first.ratio, first.goal, first.holds]).toEqual([null, null, null]);
    expect(second).toMatchObject({ ratio: null, goal: 1, holds: false });
    expect(benchRunSchema.parse(JSON.parse(text)).results[0]).toEqual(good);
  });
});

describe('the command line', () => {
  const known = [{ id: 'T1', what: '', run: async () => [] }];

  test('names benches, rounds and seed', () => {
    const from = parseBenchArguments(['T1', '--rounds', '3', '--seed', '7', '--json'], known);
    expect(from).toMatchObject({ ids: ['T1'], rounds: 3, seed: 7, json: true, doc: false });
  });

  test('refuses what it does not know, and says what there is', () => {
    expect(() => parseBenchArguments(['T99'], known)).toThrow('No bench T99: there are T1.');
    expect(() => parseBenchArguments(['--rounds', 'many'], known)).toThrow('--rounds');
    expect(() => parseBenchArguments(['--sed', '1'], known)).toThrow('--sed');
  });
});

test('every bench has an id of its own and says what it measures', () => {
  const ids = benches.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { what } of benches) expect(what).not.toBe('');
});
