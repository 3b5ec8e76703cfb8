import type { BenchResult } from './bench.ts';

/** A figure for people: three digits that count, whole numbers as they are; a dash where there is none. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Number.isInteger(value) || Math.abs(value) >= 1000) {
    return Math.round(value).toLocaleString('en');
  }
  return Number(value.toPrecision(3)).toString();
}

/** The goal with its direction, which a result tells by whether it holds. */
export function goalText({ ratio, goal, holds }: BenchResult): string {
  if (ratio === null || goal === null) return '';
  const isAtMost = ratio <= goal === holds;
  return `${isAtMost ? '≤' : '≥'} ${goal}`;
}

export const peersText = ({ peers }: BenchResult): string =>
  Object.entries(peers)
    .map(([name, value]) => `${name} ${figure(value)}`)
    .join(', ');

export const verdict = ({ holds }: BenchResult): string =>
  holds === null ? '' : holds ? 'holds' : 'MISSED';

/** One result as a line of text. */
export function resultLine(result: BenchResult): string {
  const { id, what, unit, ours, ratio, note } = result;
  const against = ratio === null ? '' : `ratio ${figure(ratio)} (goal ${goalText(result)})`;
  const parts = [`${what}: ${figure(ours)} ${unit}`, peersText(result), against, verdict(result)];
  return `${id.padEnd(5)} ${[...parts, note].filter(Boolean).join(' · ')}`;
}
