/** Sources that stop within this of each other have stopped together, ms. */
const togetherMs = 250;
/** For so long after it no camera changes its source by itself, ms. */
const blockedMs = 2500;

/**
 * Tells a network that failed from a tracker that did: when two sources of one network interface stop
 * within 250 ms, a switch to a backup would only jump to the next one that is about to be missed
 * (reliability goal R2).
 */
export class GroupLoss {
  /** When each source that has stopped was heard last, by network interface. */
  readonly #networks = new Map<string, Map<string, number>>();
  #untilMs = Number.NEGATIVE_INFINITY;

  /** A source has stopped; `lastMs` is when it was heard last. */
  stopped(network: string, source: string, lastMs: number): void {
    const sources = this.#networks.get(network) ?? new Map<string, number>();
    this.#networks.set(network, sources.set(source, lastMs));
    for (const [other, otherMs] of sources) {
      const isTogether = other !== source && Math.abs(otherMs - lastMs) <= togetherMs;
      if (isTogether) this.#untilMs = Math.max(this.#untilMs, lastMs + blockedMs);
    }
  }

  isActive(nowMs: number): boolean {
    return nowMs < this.#untilMs;
  }
}
