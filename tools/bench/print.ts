import type { BenchResult } from './bench.ts';

const figure = (value: number): string =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);

/** One result as a line of text. */
export function resultLine({ id, what, unit, ours, peers, ratio, goal, holds, note }: BenchResult) {
  const others = Object.entries(peers).map(([name, value]) => `${name} ${figure(value)}`);
  const verdict = holds === null ? '' : holds ? ' · holds' : ' · MISSED';
  const against = ratio === null ? '' : ` · ratio ${figure(ratio)} (goal ${goal})`;
  const list = others.length > 0 ? ` · ${others.join(', ')}` : '';
  const remark = note ? ` · ${note}` : '';
  return `${id.padEnd(5)} ${what}: ${figure(ours)} ${unit}${list}${against}${verdict}${remark}`;
}
