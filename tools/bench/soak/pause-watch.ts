import { PerformanceObserver } from 'node:perf_hooks';

/** The longest of a kind of pause, ms. */
export interface Longest {
  /** By the clock: on a busy machine it holds what other processes took in between. */
  wallMs: number;
  /** At most what this process itself took: the shorter of the clock's time and the processor's. */
  ownMs: number;
  /** How many there were, and how many were longer than a period by the clock and by themselves. */
  count: number;
  overByClock: number;
  over: number;
}

export interface Pauses {
  handlers: Longest;
  collections: Longest;
}

const createLongest = (): Longest => ({ wallMs: 0, ownMs: 0, count: 0, overByClock: 0, over: 0 });

/** So many marks back the processor's time is known. */
const markCount = 1 << 16;

/**
 * Watches how long handlers and the garbage collector keep a process from everything else. What the
 * process used of its processors (all of its threads) in between tells its own time from the time in
 * which it was not let run.
 */
export class PauseWatch {
  readonly #mostMs: number;
  readonly #wallMs = new Float64Array(markCount).fill(Number.NaN);
  readonly #cpuMs = new Float64Array(markCount);
  #last = 0;
  #pauses: Pauses = { handlers: createLongest(), collections: createLongest() };
  #sinceMs = performance.now();

  /** `mostMs`: what is longer is counted. */
  constructor(mostMs: number) {
    this.#mostMs = mostMs;
    this.#mark();
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) this.#collected(startTime, duration);
    }).observe({ entryTypes: ['gc'] });
  }

  /** A handler begins. */
  begin(): void {
    this.#mark();
  }

  /** The handler that began last has ended. */
  end(): void {
    const before = this.#last;
    this.#mark();
    const wallMs = this.#at(this.#wallMs, this.#last) - this.#at(this.#wallMs, before);
    this.#note(
      this.#pauses.handlers,
      wallMs,
      this.#at(this.#cpuMs, this.#last) - this.#at(this.#cpuMs, before),
    );
  }

  /** Everything since this was last asked. */
  take(): Pauses {
    const taken = this.#pauses;
    this.#pauses = { handlers: createLongest(), collections: createLongest() };
    this.#sinceMs = performance.now();
    return taken;
  }

  #collected(startMs: number, durationMs: number): void {
    if (startMs < this.#sinceMs) return;
    this.#mark();
    let after = this.#last;
    let before = this.#last;
    for (let i = 0; i < markCount && this.#at(this.#wallMs, before) > startMs; i++, before--) {
      if (this.#at(this.#wallMs, before) >= startMs + durationMs) after = before;
    }
    const cpuMs = this.#at(this.#cpuMs, after) - this.#at(this.#cpuMs, before);
    this.#note(this.#pauses.collections, durationMs, cpuMs);
  }

  #note(longest: Longest, wallMs: number, cpuMs: number): void {
    const ownMs = Math.min(wallMs, cpuMs);
    longest.count += 1;
    longest.wallMs = Math.max(longest.wallMs, wallMs);
    longest.ownMs = Math.max(longest.ownMs, ownMs);
    if (wallMs > this.#mostMs) longest.overByClock += 1;
    if (ownMs > this.#mostMs) longest.over += 1;
  }

  #mark(): void {
    const { user, system } = process.cpuUsage();
    this.#last += 1;
    this.#wallMs[this.#last % markCount] = performance.now();
    this.#cpuMs[this.#last % markCount] = (user + system) / 1000;
  }

  #at(values: Float64Array, mark: number): number {
    return values[(mark + markCount) % markCount] ?? Number.NaN;
  }
}
