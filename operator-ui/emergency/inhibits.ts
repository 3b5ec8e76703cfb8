import type { ShowState } from '../../core/show/state.ts';

/** One thing that holds the picture back, as it stands on every page until it is cleared. */
export interface ActiveInhibit {
  key: string;
  word: string;
  /** What it does to the wall, in one clause. */
  effect: string;
}

const switches = [
  ['blackout', 'BLACKOUT', 'every wall is black'],
  ['freeze', 'FREEZE', 'every wall holds its picture'],
  ['safeLook', 'SAFE LOOK', 'every wall shows the safe look'],
  ['identify', 'IDENTIFY', 'every output shows its name'],
  ['frameCode', 'FRAME CODE', 'every output shows its frame counter'],
] as const;

/** What must not be forgotten, gravest first. */
export function activeInhibits({ inhibits }: ShowState): ActiveInhibit[] {
  const on = switches
    .filter(([name]) => inhibits[name].on)
    .map(([key, word, effect]) => ({ key, word, effect }));
  const ids = inhibits.holdTracking.join(', ');
  const effect = 'the inner frustum does not follow';
  const held = ids ? [{ key: 'hold', word: `HOLD TRACKING ${ids}`, effect }] : [];
  const { pattern } = inhibits;
  if (!pattern) return [...on, ...held];
  const where = pattern.output ? `output ${pattern.output}` : 'every output';
  const shows = `${where} shows a test pattern`;
  return [...on, ...held, { key: 'pattern', word: `PATTERN ${pattern.pattern}`, effect: shows }];
}
