import type { OutputStatus } from '../../core/wire/status.ts';

/** What an output's page counts since it began, and what goes wrong with a frame each time. */
export const missKinds = [
  { name: 'extrapolated', word: 'Extrapolated', what: 'drawn from an earlier frame’s packet' },
  { name: 'held', word: 'Held', what: 'drawn with the last pose: no fresh packet' },
  { name: 'dropped', word: 'Dropped', what: 'never drawn by the page' },
  { name: 'repeated', word: 'Repeated', what: 'on the display longer or shorter than its share' },
  { name: 'skipped', word: 'Skipped', what: 'never on the display' },
] as const;

export type MissCounts = Record<(typeof missKinds)[number]['name'], number>;

export const missCounts = ({ extrapolated, held, dropped, display }: OutputStatus): MissCounts => ({
  extrapolated,
  held,
  dropped,
  repeated: display?.repeated ?? 0,
  skipped: display?.skipped ?? 0,
});

/** Frames that went wrong. One that the display skipped is mostly one that the page dropped: it counts once. */
export const missTotal = (counts: MissCounts): number =>
  counts.extrapolated + counts.held + counts.repeated + Math.max(counts.dropped, counts.skipped);

const seconds = 60;

/** The misses of an output second by second over the last minute, from counters that only grow. */
export class MissMinute {
  readonly #bySecond = new Uint32Array(seconds);
  #newest = -1;
  #total = Number.NaN;

  /** The counters' total as it is now. A smaller one than before is another page's: it counts from 0. */
  see(total: number, nowMs: number): void {
    this.#advance(nowMs);
    const before = total < this.#total ? 0 : this.#total;
    // What came before the first look did not happen in this minute.
    const misses = Number.isNaN(before) ? 0 : total - before;
    this.#total = total;
    const slot = this.#newest % seconds;
    this.#bySecond[slot] = (this.#bySecond[slot] ?? 0) + misses;
  }

  /** Misses `back` seconds ago; 0 is the second in progress. */
  at(back: number, nowMs: number): number {
    this.#advance(nowMs);
    const second = this.#newest - back;
    return second < 0 || back >= seconds ? 0 : (this.#bySecond[second % seconds] ?? 0);
  }

  /** All of the last minute. */
  sum(nowMs: number): number {
    this.#advance(nowMs);
    return this.#bySecond.reduce((sum, misses) => sum + misses, 0);
  }

  /** Empties the seconds that passed without a word. */
  #advance(nowMs: number): void {
    const second = Math.max(this.#newest, Math.floor(nowMs / 1000));
    const first = Math.max(this.#newest + 1, second - seconds + 1);
    for (let s = first; s <= second; s++) this.#bySecond[s % seconds] = 0;
    this.#newest = second;
  }
}
