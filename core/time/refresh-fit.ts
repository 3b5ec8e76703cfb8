import {
  circularMean,
  type GridLine,
  gridLine,
  halvesAgree,
  noLine,
  residualCorrelation,
} from './grid-line.ts';

/** How far back one fit looks. */
const windowMs = 10_000;
/** 10 s at 400 Hz. */
const capacity = 4096;
/** After a longer silence nobody knows how many refreshes went by. */
const longestGapMs = 500;
/** So long a grid outlives a fit that failed. */
const trustedMs = 2000;
/** As part of a period; half of it would let late callbacks lose a refresh and early ones repeat it. */
const clearlyElsewhere = 0.65;
const fewest = 12;
/** In fewer times noise looks like a change of mode, and a change of mode like noise. */
const fewestToTell = 64;
const shortestMs = 300;
/** Residuals that fill the period evenly have 0.29: from here on there is no grid to be seen. */
const noisiest = 0.2;
/** Few times fall into a row by chance. */
const noisiestOfFew = 0.18;
/** Intervals that the first guess of the period is made of. */
const guessIntervals = 32;

/**
 * The grid t = phase + n · period behind the noisy times of a display's refreshes
 * (requestAnimationFrame) or of a timecode's frame edges: ms on whatever clock the times are of.
 * Left-out refreshes and late callbacks are borne; after a change of mode only the times of the new
 * one count. `add` allocates nothing; `measure`, a few times a second, makes a fit of the last 10 s.
 *
 * Method: least squares over a window that doubles from the newest times backwards (each fit numbers
 * the next window's refreshes) until its halves no longer lie on one line.
 */
export class RefreshFit {
  /** Length of a refresh, ms; NaN while unknown. */
  periodMs = Number.NaN;
  /** Time of the refresh that the newest time belongs to; NaN while unknown. */
  phaseMs = Number.NaN;
  /** Root mean square of the times about the grid, ms. */
  jitterMs = Number.NaN;
  /** Standard error of `periodMs`, its growth by correlated jitter included. */
  periodErrorMs = Number.NaN;
  /** Standard error of `phaseMs`. */
  phaseErrorMs = Number.NaN;
  readonly #times = new Float64Array(capacity);
  #next = 0;
  #count = 0;
  #newestMs = Number.NEGATIVE_INFINITY;
  #gridPeriodMs = Number.NaN;
  #gridPhaseMs = Number.NaN;
  #askedMs = Number.NaN;
  /** Newest first: ms before the newest time, and refreshes before it. */
  readonly #ages = new Float64Array(capacity);
  readonly #indices = new Float64Array(capacity);
  readonly #sorted = new Float64Array(guessIntervals);

  get isKnown(): boolean {
    return this.periodMs > 0;
  }

  /** One more time, ms. A time that is not later than the one before is left out. */
  add(timeMs: number): void {
    if (!Number.isFinite(timeMs)) return;
    const gapMs = timeMs - this.#newestMs;
    if (gapMs === 0) return;
    if (gapMs < 0 || gapMs > longestGapMs) this.forget();
    this.#times[this.#next] = timeMs;
    this.#next = (this.#next + 1) % capacity;
    this.#count = Math.min(capacity, this.#count + 1);
    this.#newestMs = timeMs;
  }

  /** Begins anew: another display, another clock. */
  forget(): void {
    this.#count = 0;
    this.#newestMs = Number.NEGATIVE_INFINITY;
    this.#gridPeriodMs = Number.NaN;
    this.#gridPhaseMs = Number.NaN;
    this.#setUnknown();
  }

  /** Fits what was added. Whether a grid is known now. */
  measure(): boolean {
    this.#setUnknown();
    const count = this.#unroll();
    if (count < fewest || (this.#ages[count - 1] ?? 0) < shortestMs) return false;
    const line = this.#longestLine(count);
    if (!line) return false;
    this.jitterMs = line.rmsMs;
    const growth = this.#errorGrowth(line);
    this.periodMs = line.periodMs;
    this.phaseMs = this.#newestMs - line.originMs;
    this.periodErrorMs = (growth * line.rmsMs) / Math.sqrt(line.indexSpread);
    this.#gridPeriodMs = this.periodMs;
    this.#gridPhaseMs = this.phaseMs;
    // At its end a line is twice as uncertain as in its middle.
    this.phaseErrorMs = (growth * 2 * line.rmsMs) / Math.sqrt(line.used);
    return true;
  }

  /**
   * The refresh that a time belongs to, free of its jitter; ask once for each time, in order. It is
   * the one after the last asked for unless the time lies clearly elsewhere, else the nearest of the
   * grid last known; and the time itself where no grid was known in the two seconds before.
   */
  refreshAt(timeMs: number): number {
    if (!(Math.abs(timeMs - this.#gridPhaseMs) < trustedMs)) return timeMs;
    const next = this.#nearest(this.#askedMs + this.#gridPeriodMs);
    const isNext = Math.abs(timeMs - next) < clearlyElsewhere * this.#gridPeriodMs;
    this.#askedMs = isNext ? next : this.#nearest(timeMs);
    return this.#askedMs;
  }

  #nearest(timeMs: number): number {
    const refreshes = Math.round((timeMs - this.#gridPhaseMs) / this.#gridPeriodMs);
    return this.#gridPhaseMs + refreshes * this.#gridPeriodMs;
  }

  /** Jitter that wanders counts for fewer times, and few times hardly know their own spread (Student's t). */
  #errorGrowth(line: GridLine): number {
    const correlation = residualCorrelation(this.#ages, this.#indices, line);
    return Math.sqrt((1 + correlation) / (1 - correlation)) * (1 + 6 / line.used);
  }

  #setUnknown(): void {
    this.periodMs = Number.NaN;
    this.phaseMs = Number.NaN;
    this.jitterMs = Number.NaN;
    this.periodErrorMs = Number.NaN;
    this.phaseErrorMs = Number.NaN;
  }

  #unroll(): number {
    for (let i = 0; i < this.#count; i++) {
      const time = this.#times[(this.#next - 1 - i + capacity) % capacity] ?? Number.NaN;
      const age = this.#newestMs - time;
      if (age > windowMs) return i;
      this.#ages[i] = age;
    }
    return this.#count;
  }

  #longestLine(count: number): GridLine | undefined {
    const intervals = Math.min(count - 1, guessIntervals);
    const refreshes = this.#countRefreshes(intervals);
    return (
      this.#sameLine(count, intervals, refreshes) ?? this.#newLine(count, intervals, refreshes)
    );
  }

  /** The grid that was right until now mostly still is. */
  #sameLine(count: number, intervals: number, refreshes: number): GridLine | undefined {
    const known = (this.#ages[intervals] ?? 0) / this.#gridPeriodMs;
    // Twice as many would fit as well, with every second refresh left out.
    if (!(known < 1.5 * refreshes)) return undefined;
    const originMs = this.#newestMs - this.#nearest(this.#newestMs);
    const same = { ...noLine, periodMs: this.#gridPeriodMs, originMs };
    // Numbered wrongly, a new mode's times still advance as the old ones did: only their residuals tell.
    const newest = this.#lineThrough(intervals + 1, same);
    if (!newest || !isGrid(newest)) return undefined;
    const line = this.#lineThrough(count, same);
    return line && this.#holds(line) ? this.#withoutStrays(line) : undefined;
  }

  /**
   * Jitter may have hidden or feigned one refresh among the newest: whichever count leads furthest
   * back is right.
   */
  #newLine(count: number, intervals: number, refreshes: number): GridLine | undefined {
    const ageMs = this.#ages[intervals] ?? 0;
    let longest: GridLine | undefined;
    for (const guess of [refreshes, refreshes - 1, refreshes + 1]) {
      const line = this.#extend(this.#firstLine(intervals + 1, ageMs / guess), count);
      if (line && line.length > (longest?.length ?? 0)) longest = line;
      if (longest?.length === count) break;
    }
    // The numbers of the refreshes are those of the last guess.
    if (longest) this.#number(longest.length, longest);
    return longest;
  }

  #firstLine(length: number, periodMs: number): GridLine | undefined {
    const originMs = circularMean(this.#ages, length, periodMs);
    return this.#lineThrough(length, { ...noLine, periodMs, originMs });
  }

  #extend(first: GridLine | undefined, count: number): GridLine | undefined {
    let line = first && isGrid(first) ? first : undefined;
    while (line && line.length < count) {
      const longer = this.#lineThrough(Math.min(count, 2 * line.length), line);
      if (!longer || !this.#holds(longer)) break;
      line = this.#withoutStrays(longer);
    }
    return line;
  }

  #holds(line: GridLine): boolean {
    const canTell = line.length >= fewestToTell;
    return isGrid(line) && (!canTell || halvesAgree(this.#ages, this.#indices, line.length));
  }

  #lineThrough(length: number, near: GridLine): GridLine | undefined {
    this.#number(length, near);
    return gridLine(this.#ages, this.#indices, 0, length);
  }

  #number(length: number, { originMs, periodMs }: GridLine): void {
    for (let i = 0; i < length; i++) {
      this.#indices[i] = Math.round(((this.#ages[i] ?? 0) - originMs) / periodMs);
    }
  }

  /** Callbacks that came very late say nothing about the grid. */
  #withoutStrays(line: GridLine): GridLine {
    const { length, rmsMs } = line;
    const kept = gridLine(this.#ages, this.#indices, 0, length, line, 3 * rmsMs) ?? line;
    return gridLine(this.#ages, this.#indices, 0, length, kept, 3.5 * kept.rmsMs) ?? kept;
  }

  /** A short interval is taken for one refresh, so that left-out refreshes are counted. */
  #countRefreshes(intervals: number): number {
    for (let i = 0; i < intervals; i++) this.#sorted[i] = this.#interval(i);
    let periodMs = this.#sorted.subarray(0, intervals).sort()[intervals >> 2] ?? Number.NaN;
    let refreshes = 0;
    for (let pass = 0; pass < 3; pass++) {
      refreshes = 0;
      for (let i = 0; i < intervals; i++) refreshes += Math.round(this.#interval(i) / periodMs);
      periodMs = (this.#ages[intervals] ?? 0) / Math.max(1, refreshes);
    }
    return refreshes;
  }

  #interval(i: number): number {
    return (this.#ages[i + 1] ?? 0) - (this.#ages[i] ?? 0);
  }
}

const isGrid = ({ rmsMs, periodMs, length }: GridLine): boolean =>
  rmsMs < (length < fewestToTell ? noisiestOfFew : noisiest) * periodMs;
