import type { BenchResult } from './bench.ts';

export interface CurvePoint {
  x: number;
  y: number;
  /** Least and greatest of the rounds. */
  low: number;
  high: number;
}

/** How one figure grows. */
export interface Curve {
  /** What the ids begin with: `GC` for clients, `GK` for cameras, `GR` for the rate. */
  prefix: string;
  figure: string;
  unit: string;
  /** What grows: `clients`, `cameras`, `Hz`. */
  x: string;
  points: CurvePoint[];
}

/** A step's id, as in `GC-16a`, and its text, as in `server CPU at 16 clients`. */
const stepId = /^(G[A-Z])-/;
const stepText = /^(.+) at (\d+(?:\.\d+)?) (.+)$/;

/** The curves among the results: steps with one prefix and one text around the number belong together. */
export function curvesOf(results: readonly BenchResult[]): Curve[] {
  const curves = new Map<string, Curve>();
  for (const result of results) {
    const [, prefix] = stepId.exec(result.id) ?? [];
    const [, figure, at, x] = stepText.exec(result.what) ?? [];
    if (!prefix || !figure || !at || !x || result.ratio !== null) continue;
    const key = `${prefix} ${figure} ${x}`;
    const curve = curves.get(key) ?? { prefix, figure, unit: result.unit, x, points: [] };
    curves.set(key, curve);
    const [low, high] = result.spread ?? [result.ours, result.ours];
    curve.points.push({ x: Number(at), y: result.ours, low, high });
  }
  for (const { points } of curves.values()) points.sort((a, b) => a.x - b.x);
  return [...curves.values()];
}

export interface Line {
  slope: number;
  offset: number;
  /** Share of the variance that the line explains, 0..1. */
  r2: number;
}

/** The line of least squares through the points; a slope of NaN through fewer than two. */
export function fitLine(points: readonly CurvePoint[]): Line {
  const meanX = mean(points.map(({ x }) => x));
  const meanY = mean(points.map(({ y }) => y));
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const { x, y } of points) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
    yy += (y - meanY) ** 2;
  }
  const slope = xx > 0 ? xy / xx : Number.NaN;
  return { slope, offset: meanY - slope * meanX, r2: yy > 0 ? (slope * xy) / yy : 1 };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
