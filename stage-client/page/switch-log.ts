import type { ShowState } from '../../core/show/state.ts';
import type { SwitchReport } from '../../core/wire/events.ts';

/** Watches what this output draws around k*, and tells it once the new environment is up. */
export class SwitchLog {
  #k = -1;
  #frames = 0;
  #environment: string | null = null;
  /** States of this take and later ones show the new environment from k* on. */
  #takeMs = 0;
  #lastOldK = -1;
  #firstNewK = -1;
  #longestMs = 0;
  #drawnAtMs = 0;
  #drawnK = -1;
  #told = true;

  /** Each state as it comes: a page that stalls may draw no frame while its transition stands. */
  heard({ transition, program, lastTakeMs }: ShowState): void {
    if (!transition || transition.k === this.#k) return;
    this.#k = transition.k;
    this.#frames = transition.frames;
    this.#environment = program.environment;
    this.#takeMs = lastTakeMs ?? 0;
    // Whatever was drawn before was the old environment, however late the news is.
    this.#lastOldK = this.#drawnK;
    this.#firstNewK = -1;
    this.#longestMs = 0;
    this.#told = false;
  }

  /** After each drawn frame. Returns the report when the transition it belongs to is complete. */
  drawn(state: ShowState, k: number, nowMs: number): SwitchReport | undefined {
    const gapMs = nowMs - this.#drawnAtMs;
    this.#drawnAtMs = nowMs;
    this.#drawnK = k;
    if (this.#told) return undefined;
    const isNew = k >= this.#k && (state.lastTakeMs ?? 0) >= this.#takeMs;
    if (!isNew) this.#lastOldK = k;
    else if (this.#firstNewK < 0) this.#firstNewK = k;
    if (k >= this.#k - 2) this.#longestMs = Math.max(this.#longestMs, gapMs);
    if (!isNew || k < this.#k + this.#frames) return undefined;
    this.#told = true;
    return {
      k: this.#k,
      environment: this.#environment,
      lastOldK: this.#lastOldK,
      firstNewK: this.#firstNewK,
      longestFrameMs: this.#longestMs,
    };
  }
}
