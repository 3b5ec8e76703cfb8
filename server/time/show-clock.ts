/** One moment on every clock, kept so that show time goes on over a restart. */
export interface ClockAnchor {
  epoch: number;
  showTimeMs: number;
  /** `process.hrtime.bigint()`, as text: JSON has no 64-bit integers. */
  hrtimeNs: string;
  /** Names one run of the machine: while it is the same, hrtime goes on. Empty when unknown. */
  bootId: string;
  wallClockMs: number;
}

/** The machine's clocks, given so that a test can turn them. */
export interface Clocks {
  /** Monotonic ms of this process. */
  monotonicMs(): number;
  hrtimeNs(): bigint;
  wallClockMs(): number;
  bootId: string;
}

/** How often the anchor is written; after a reboot show time may be this much further than known. */
export const anchorPeriodMs = 1000;

/**
 * Show time (ms) at which a server goes on: by hrtime within one run of the machine, so that a jump of
 * the wall clock changes nothing; over a reboot by the wall clock, which never counts backwards.
 * Never less than `journalledMs`, the newest show time that stands in the journal.
 */
export function resumedShowTimeMs(
  anchor: ClockAnchor,
  journalledMs: number,
  now: Pick<Clocks, 'bootId'> & { hrtimeNs: bigint; wallClockMs: number },
): number {
  const elapsedNs = now.hrtimeNs - BigInt(anchor.hrtimeNs);
  const sameRun = anchor.bootId !== '' && anchor.bootId === now.bootId && elapsedNs >= 0n;
  if (sameRun) return Math.max(journalledMs, anchor.showTimeMs + Number(elapsedNs) / 1e6);
  const elapsedMs = Math.max(2 * anchorPeriodMs, now.wallClockMs - anchor.wallClockMs);
  return Math.max(journalledMs, anchor.showTimeMs + elapsedMs);
}

/**
 * Show time: monotonic milliseconds owned by the server, one epoch per start. It runs at the rate
 * that the frame lock asks for, so that frame k is at k · wall period and in step with the house.
 */
export class ShowClock {
  #epoch: number;
  readonly #clocks: Clocks;
  /** One point of the line from the server's clock to show time, and its slope. */
  #fromServerMs: number;
  #fromShowMs: number;
  #rateOffset = 0;

  /** `anchor`: the last one written; absent at a show's first start, which begins at 0 in epoch 1. */
  constructor(clocks: Clocks, anchor: ClockAnchor | undefined, journalledMs: number) {
    this.#clocks = clocks;
    this.#fromServerMs = clocks.monotonicMs();
    const { bootId } = clocks;
    const now = { bootId, hrtimeNs: clocks.hrtimeNs(), wallClockMs: clocks.wallClockMs() };
    this.#fromShowMs = anchor ? resumedShowTimeMs(anchor, journalledMs, now) : journalledMs;
    this.#epoch = (anchor?.epoch ?? 0) + 1;
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** Frame numbers start anew, as when the wall rate changes: receivers must not compare them. */
  nextEpoch(): void {
    this.#epoch += 1;
  }

  nowMs(): number {
    return this.showTimeMs(this.serverMs());
  }

  /** The server's own clock, ms: what clients measure theirs against. */
  serverMs(): number {
    return this.#clocks.monotonicMs();
  }

  /** Show time at a time of the server's clock. */
  showTimeMs(serverMs: number): number {
    return this.#fromShowMs + (serverMs - this.#fromServerMs) * (1 + this.#rateOffset);
  }

  /** The server's clock at a show time near now. */
  serverMsAt(showMs: number): number {
    return this.#fromServerMs + (showMs - this.#fromShowMs) / (1 + this.#rateOffset);
  }

  /** How much faster show time runs than the server's clock: 100e-6 is 100 ppm. */
  get rateOffset(): number {
    return this.#rateOffset;
  }

  /** Bends show time from now on, without a jump. Within ±1 %: it never stands still or runs back. */
  setRateOffset(rateOffset: number): void {
    const serverMs = this.serverMs();
    this.#fromShowMs = this.showTimeMs(serverMs);
    this.#fromServerMs = serverMs;
    this.#rateOffset = Math.max(-0.01, Math.min(0.01, rateOffset));
  }

  anchor(): ClockAnchor {
    return {
      epoch: this.#epoch,
      showTimeMs: this.nowMs(),
      hrtimeNs: String(this.#clocks.hrtimeNs()),
      bootId: this.#clocks.bootId,
      wallClockMs: this.#clocks.wallClockMs(),
    };
  }
}
