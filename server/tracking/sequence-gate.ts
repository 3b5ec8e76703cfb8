import type { SampleFault } from './sample-fault.ts';

/** A sample up to this far behind is late; farther behind, the counter wrapped or started anew (E1.31 section 6.7.2). */
const lateWindow = 20;
/** After this silence any sequence is a new stream, ms. */
const restartMs = 500;
/** More missing than this is a restarted counter, not loss. */
const mostLost = 1000;

/** Drops duplicates and late samples of sources that count their packets, and counts what is missing. */
export class SequenceGate {
  #last = Number.NaN;
  #lastMs = Number.NEGATIVE_INFINITY;
  /** Samples that never came before the newest accepted one. */
  lost = 0;

  /** `sequence` is NaN when the source does not count. */
  check(sequence: number, receivedMs: number): SampleFault | undefined {
    this.lost = 0;
    if (Number.isNaN(sequence)) return undefined;
    const ahead = sequence - this.#last;
    if (receivedMs - this.#lastMs <= restartMs) {
      if (ahead === 0) return 'duplicate';
      if (ahead < 0 && ahead > -lateWindow) return 'late';
      if (ahead > 1 && ahead <= mostLost) this.lost = ahead - 1;
    }
    this.#last = sequence;
    this.#lastMs = receivedMs;
    return undefined;
  }
}
