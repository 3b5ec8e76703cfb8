import { followsWithin } from './cadence.ts';
import { OffsetFilter } from './offset-filter.ts';
import type { Rate } from './rate.ts';
import {
  aheadOfGridMs,
  misfitText,
  nearestTurn,
  type ReferenceGrid,
  type ReferenceTick,
  referenceGrid,
} from './reference-grid.ts';

/**
 * `free`: the machine's own clock. `acquiring`: on the way to the reference. `locked`. `holdover`: the
 * reference is gone or no longer fits, and its last rate is kept.
 */
export type FrameLockState = 'free' | 'acquiring' | 'locked' | 'holdover';

/** Time may run this much fast or slow while there is nothing to lose, and once locked. */
const acquireLimit = 5000e-6;
const lockedLimit = 500e-6;
/** An offset is worked off in this time, ms. */
const acquireMs = 400;
const lockedMs = 4000;
/** Parts of the grid: half of it is a slip. */
const lockedWithin = 1 / 8;
const lostBeyond = 1 / 4;
/** What is left to go at the lock must not move another output's latch off its place, even at 120 Hz (`LatchLead`). */
const lockedWithinMs = 2.5;
const silenceMs = 3000;
/** So many reports in a row must say the same before it is believed that the reference jumped or changed. */
const strikesToBelieve = 3;
/** Standard errors. */
const strayBeyond = 4;
/** Reports overlap in what they were fitted to: taken as independent they would be believed too much. */
const overlap = 3;
const leastErrorMs = 0.2;
const leastRateError = 2e-6;
/** The rate must be known this well (standard error) before a lock is claimed. */
const rateKnownWithin = 200e-6;

/**
 * The phase-locked loop of the frame clock: says by how much show time must run faster or slower than
 * the machine's monotonic clock so that frame k, always at k · wall period of show time, falls half a
 * grid away from the ticks of a reference, where no latch at a tick can slip. Frequency is fed
 * forward, phase is worked off within limits; time never runs backwards (1 + rateOffset > 0).
 */
export class FrameLock {
  readonly #wall: Rate;
  readonly #filter = new OffsetFilter();
  #state: FrameLockState = 'free';
  #rateOffset = 0;
  #grid: ReferenceGrid | undefined;
  #misfit = '';
  #strikes = 0;
  #misfits = 0;
  #rateError = Number.POSITIVE_INFINITY;
  #advancedAtMs = Number.NaN;
  #reportedAtMs = Number.NEGATIVE_INFINITY;

  constructor(wall: Rate) {
    this.#wall = wall;
  }

  get state(): FrameLockState {
    return this.#state;
  }

  /** Show time runs at 1 + this of the machine's monotonic clock. */
  get rateOffset(): number {
    return this.#rateOffset;
  }

  /** How far show time is ahead of the reference's wish, ms; NaN without a reference. */
  get aheadMs(): number {
    return this.#filter.hasOffset ? this.#filter.aheadMs : Number.NaN;
  }

  /** The state in words, for the operator. */
  get reason(): string {
    const ppm = `${Math.round(this.#filter.rate * 1e6)} ppm`;
    const off = `${Math.abs(this.#filter.aheadMs).toFixed(1)} ms`;
    if (this.#state === 'locked') return `Locked to the reference: ${ppm}, ${off} off.`;
    if (this.#state === 'acquiring') return `On the way to the reference: ${off} to go.`;
    if (this.#state === 'free') return this.#misfit || 'There is no reference.';
    const why = this.#misfit || 'The reference is silent.';
    return `${why} The frame clock keeps its last rate, ${ppm}.`;
  }

  /** Another reference, or show time was set: everything is learnt anew. */
  forget(): void {
    this.#filter.loseOffset();
    this.#grid = undefined;
    this.#misfit = '';
    this.#strikes = 0;
    this.#misfits = 0;
    this.#rateError = Number.POSITIVE_INFINITY;
    this.#reportedAtMs = Number.NEGATIVE_INFINITY;
    this.#state = 'free';
  }

  /**
   * A report about the reference, about twice a second and as old as it may be. `rawMs` and `showMs`
   * are now, on the machine's clock and in show time. Returns the rate offset to run at from now on.
   */
  observe(tick: Readonly<ReferenceTick>, rawMs: number, showMs: number): number {
    this.advance(rawMs);
    const grid = referenceGrid(tick.periodMs, this.#wall);
    const rateError = tick.periodErrorMs / tick.periodMs;
    if (!isSound(tick) || !Number.isFinite(showMs)) return this.#rateOffset;
    if (!grid || Math.abs(grid.rate) - 2 * rateError > followsWithin) return this.#reject(tick);
    this.#misfits = 0;
    this.#misfit = '';
    this.#rateError = rateError;
    this.#reportedAtMs = rawMs;
    if (grid.gridMs !== this.#grid?.gridMs) this.#filter.loseOffset();
    this.#grid = grid;
    this.#filter.seeRate(grid.rate, Math.max(leastRateError, overlap * rateError));
    this.#seeOffset(aheadOfGridMs(grid, tick.rawMs, rawMs, showMs), tick.errorMs, grid);
    return this.#steer();
  }

  /** Time goes on without a report; call it at least a few times a second. Returns the rate offset. */
  advance(rawMs: number): number {
    const elapsedMs = rawMs - this.#advancedAtMs;
    this.#advancedAtMs = rawMs;
    if (elapsedMs > 0) this.#filter.advance(elapsedMs, this.#rateOffset);
    if (rawMs - this.#reportedAtMs > silenceMs) this.#lose();
    return this.#steer();
  }

  #reject(tick: Readonly<ReferenceTick>): number {
    this.#misfits++;
    if (this.#misfits < strikesToBelieve) return this.#rateOffset;
    this.#misfit = misfitText(tick.periodMs, this.#wall);
    this.#lose();
    return this.#steer();
  }

  /** A clock that was locked goes on as it went: the wall must not notice. */
  #lose(): void {
    this.#filter.loseOffset();
    if (this.#state === 'locked') this.#state = 'holdover';
    else if (this.#state === 'acquiring') this.#state = 'free';
  }

  #seeOffset(aheadMs: number, tickErrorMs: number, { gridMs }: ReferenceGrid): void {
    const errorMs = Math.max(leastErrorMs, overlap * tickErrorMs);
    // The grid repeats: of all places that the report may mean, the one nearest to what is expected.
    const expected = this.#filter.hasOffset ? this.#filter.aheadMs : aheadMs;
    const meant = expected + nearestTurn((aheadMs - expected) / gridMs) * gridMs;
    const isFar = Math.abs(meant - expected) > lockedWithin * gridMs;
    const isStray = isFar && this.#filter.surprise(meant, errorMs) > strayBeyond;
    this.#strikes = isStray ? this.#strikes + 1 : 0;
    if (isStray && this.#strikes < strikesToBelieve) return;
    if (isStray) this.#filter.loseOffset();
    this.#filter.seeOffset(meant, errorMs);
  }

  #steer(): number {
    if (this.#filter.hasOffset && this.#grid) this.#judge(this.#grid.gridMs);
    const rate = within(this.#filter.rate, followsWithin);
    if (this.#state === 'free') this.#rateOffset = 0;
    else if (this.#state === 'holdover') this.#rateOffset = rate;
    else if (this.#state === 'locked')
      this.#rateOffset = this.#towards(rate, lockedMs, lockedLimit);
    else this.#rateOffset = this.#towards(rate, acquireMs, acquireLimit);
    return this.#rateOffset;
  }

  #towards(rate: number, inMs: number, limit: number): number {
    return within(rate - this.#filter.aheadMs / inMs, limit);
  }

  #judge(gridMs: number): void {
    const offMs = Math.abs(this.#filter.aheadMs);
    const errorMs = this.#filter.aheadErrorMs;
    const closeMs = Math.min(lockedWithin * gridMs, lockedWithinMs);
    const isClose = offMs + errorMs < closeMs && this.#rateError < rateKnownWithin;
    const isLocked = this.#state === 'locked' ? offMs <= lostBeyond * gridMs : isClose;
    this.#state = isLocked ? 'locked' : 'acquiring';
  }
}

const isSound = ({ rawMs, periodMs, errorMs, periodErrorMs }: Readonly<ReferenceTick>): boolean =>
  Number.isFinite(rawMs) && periodMs > 0 && errorMs >= 0 && periodErrorMs >= 0;

const within = (value: number, limit: number): number => Math.min(limit, Math.max(-limit, value));
