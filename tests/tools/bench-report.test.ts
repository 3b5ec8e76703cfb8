import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { against, type BenchResult, compare, step } from '../../tools/bench/bench.ts';
import { plotCurve, roundSpacing } from '../../tools/bench/plot.ts';
import { figure, goalText, resultLine } from '../../tools/bench/print.ts';
import { reportOf, withReport } from '../../tools/bench/report.ts';
import { type Curve, curvesOf, fitLine } from '../../tools/bench/report-curves.ts';
import { redrawReport, writeReport } from '../../tools/bench/report-files.ts';
import type { BenchRun } from '../../tools/bench/report-run.ts';
import { curveSteps } from '../../tools/bench/transport/growth.ts';

const fast = compare(
  { id: 'T1a', what: 'decoded', unit: 'msg/s', ours: [2000, 3000], peers: { 'a|b': [10, 10] } },
  'a|b',
  'atLeast',
  100,
);
const slow = { ...against({ id: 'T7d', what: 'jitter', unit: 'px', ours: [0.2] }, 'atMost', 0.1) };

const grown = (clients: number, percent: number): BenchResult =>
  step({
    id: `GC-${clients}a`,
    what: `server CPU at ${clients} clients`,
    unit: '%',
    ours: [percent],
  });
const steps = [grown(4, 9), grown(1, 3), grown(2, 5)];
const aged = step({ id: 'GC-4b', what: 'pose age p99 at 4 clients', unit: 'ms', ours: [1.5, 2] });

const run: BenchRun = {
  machine: {
    ...{ date: '2026-11-23T12:00:00Z', platform: 'linux 6', cpu: 'a CPU', cores: 2, memoryGiB: 8 },
    ...{ node: 'v20', loadAverage: 1, timerLateMsP95: 0.2, isTooBusy: false, seed: 42, rounds: 5 },
  },
  results: [fast, slow, ...steps, aged],
  failures: [{ id: 'T9', error: 'no Chromium' }],
};

describe('figures', () => {
  test('have three digits that count, and thousands their commas', () => {
    expect([0, 8, 0.12345, 12.345, 1234567.8].map(figure)).toEqual([
      ...['0', '8', '0.123', '12.3', '1,234,568'],
    ]);
  });

  test('that could not be taken are a dash', () => {
    expect(figure(Number.NaN)).toBe('–');
  });
});

test('a printed line says ours, the peers, the ratio with its goal, and the verdict', () => {
  expect(resultLine(fast)).toBe(
    'T1a   decoded: 3,000 msg/s · a|b 10 · ratio 300 (goal ≥ 100) · holds',
  );
  expect(resultLine(slow)).toContain('(goal ≤ 1) · MISSED');
  expect(resultLine(steps[0] as BenchResult)).toBe('GC-4a server CPU at 4 clients: 9 %');
});

test('a goal says its direction, met or missed', () => {
  expect([fast, slow, { ...fast, ratio: 50, holds: false }].map(goalText)).toEqual([
    ...['≥ 100', '≤ 1', '≥ 100'],
  ]);
});

describe('growth curves', () => {
  const curves = curvesOf(run.results);

  test('are found among what the growth benches write', () => {
    const load = { serverCpu: 3, ageP50Ms: 1, ageP99Ms: 2 };
    const written = curveSteps(
      new Map([
        [16, [load]],
        [1, [load, load]],
      ]),
      'GC',
      'clients',
    );
    const found = curvesOf(written).map(({ figure, x, points }) => [
      figure,
      x,
      points.map((p) => p.x),
    ]);
    expect(found).toEqual([
      ['server CPU', 'clients', [1, 16]],
      ['pose age, p50', 'clients', [1, 16]],
      ['pose age, p99', 'clients', [1, 16]],
    ]);
  });

  test('join the steps of one figure in the order of what grows', () => {
    expect(curves.map((curve) => [curve.prefix, curve.figure, curve.x])).toEqual([
      ['GC', 'server CPU', 'clients'],
      ['GC', 'pose age p99', 'clients'],
    ]);
    expect(curves[0]?.points.map(({ x, y }) => [x, y])).toEqual([
      ...[
        [1, 3],
        [2, 5],
        [4, 9],
      ],
    ]);
  });

  test('are fitted by the line of least squares', () => {
    const line = fitLine(curves[0]?.points ?? []);
    expect(line.slope).toBeCloseTo(2, 12);
    expect(line.offset).toBeCloseTo(1, 12);
    expect(line.r2).toBeCloseTo(1, 12);
    expect(fitLine(curves[1]?.points ?? []).slope).toBeNaN();
  });

  test('are drawn with axes, units, every step and the slope', () => {
    const svg = plotCurve(curves[0] as Curve);
    expect(svg.match(/<circle/g)).toHaveLength(3);
    expect(svg).toContain('>server CPU (%)<');
    expect(svg).toContain('>clients<');
    expect(svg).toContain('2 % for each client, R² 1.000');
    expect(svg).toContain('prefers-color-scheme: dark');
    expect(svg).not.toContain('NaN');
  });

  test('of a single step have no line', () => {
    expect(plotCurve(curves[1] as Curve)).not.toContain('class="fit"');
  });

  test('have a scale of round numbers', () => {
    expect([0.9, 1, 1.1, 4, 30, 0.02].map(roundSpacing)).toEqual([1, 1, 2, 5, 50, 0.02]);
  });
});

describe('the report', () => {
  const report = reportOf(run, 'images/performance');

  test('counts what holds, and says on which machine', () => {
    expect(report).toContain('**1 of 2 targets hold.**');
    expect(report).toContain('2 cores of a CPU');
    expect(report).toContain('seed 42');
  });

  test('has a row for each target, a missed one as a miss', () => {
    expect(report).toContain(
      '| T1a | decoded | 3,000 msg/s (2,000 to 3,000) | a\\|b 10 | 300 | ≥ 100 | holds |',
    );
    expect(report).toMatch(/T7d.*\*\*missed\*\*/);
  });

  test('names what broke off', () => {
    expect(report).toContain('**T9 broke off:** no Chromium');
  });

  test('shows growth as plots and as a table', () => {
    expect(report).toContain('### Growth over clients');
    expect(report).toContain('](images/performance/gc-server-cpu.svg)');
    expect(report).toContain('| 4 | 9 | 2 |');
    expect(report).toContain('| 1 | 3 | – |');
  });

  test('goes between the markers of the page and leaves the rest alone', () => {
    const page = 'Before\n<!-- bench: begin -->\nold\n<!-- bench: end -->\nAfter\n';
    const once = withReport(page, 'new');
    expect(once).toBe('Before\n<!-- bench: begin -->\n\nnew\n\n<!-- bench: end -->\nAfter\n');
    expect(withReport(once, 'new')).toBe(once);
    expect(() => withReport('no markers', 'new')).toThrow('bench: begin');
  });

  test('is written with its run and its plots, and can be drawn again', () => {
    const docs = mkdtempSync(join(tmpdir(), 'cyclorama-report-'));
    onTestFinished(() => rmSync(docs, { recursive: true }));
    const page = join(docs, 'performance.md');
    writeFileSync(page, '<!-- bench: begin -->\n<!-- bench: end -->\n');
    writeReport(docs, run);
    const written = readFileSync(page, 'utf8');
    expect(written).toContain('T1a');
    const plots = readdirSync(join(docs, 'images', 'performance'));
    expect(plots.sort()).toEqual(['gc-pose-age-p99.svg', 'gc-server-cpu.svg']);
    rmSync(join(docs, 'images'), { recursive: true });
    redrawReport(docs);
    expect(readFileSync(page, 'utf8')).toBe(written);
    expect(existsSync(join(docs, 'images', 'performance', 'gc-server-cpu.svg'))).toBe(true);
  });
});
