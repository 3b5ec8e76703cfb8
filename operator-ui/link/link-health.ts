export type LinkHealth = 'connecting' | 'live' | 'stale';

/** The server speaks four times a second; this much silence means that it is gone. */
const silenceLimitMs = 1200;

export const healthCheckMs = 200;

/** What is known of the server now. `silentMs`: since its newest word, null before the first. */
export function linkHealth(connected: boolean, silentMs: number | null): LinkHealth {
  if (silentMs === null) return 'connecting';
  return connected && silentMs <= silenceLimitMs ? 'live' : 'stale';
}

/**
 * Silence that counts, from one look to the next. A look that comes late was held up by this
 * machine, and what it did not hear then it could not have heard: only one interval of it counts.
 */
export const countedMs = (sinceLookMs: number, intervalMs: number): number =>
  Math.min(sinceLookMs, intervalMs * 1.5);

/** Adds up the server's silence. To be asked every `healthCheckMs`. */
export class LinkWatch {
  #silentMs: number | null = null;
  #lookedMs: number;

  constructor(nowMs: number) {
    this.#lookedMs = nowMs;
  }

  heard(): void {
    this.#silentMs = 0;
  }

  look(connected: boolean, nowMs: number): LinkHealth {
    if (this.#silentMs !== null) this.#silentMs += countedMs(nowMs - this.#lookedMs, healthCheckMs);
    this.#lookedMs = nowMs;
    return linkHealth(connected, this.#silentMs);
  }
}
