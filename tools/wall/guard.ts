/**
 * What a look at the page told: it answered; it did not; it shows something else, such as
 * Chromium's own page for a server that is not there; or its process died.
 */
export type Heartbeat = 'alive' | 'silent' | 'elsewhere' | 'crashed';

export type GuardAction = 'none' | 'reload' | 'restart';

export interface GuardState {
  /** Bad looks in a row. */
  misses: number;
  /** Reloads that have not brought an answer yet. */
  reloads: number;
}

export const CALM: GuardState = { misses: 0, reloads: 0 };

/** Time between two looks, and the longest wait for an answer. */
export const HEARTBEAT_MS = 2000;

const MISSES_TO_ACT = 3;

/**
 * Decides after each look: three misses reload the page, three more restart Chromium. A server that
 * is not there is waited for by reloading: restarting Chromium would not bring it.
 */
export function guardStep(
  state: GuardState,
  heartbeat: Heartbeat,
): { state: GuardState; action: GuardAction } {
  if (heartbeat === 'alive') return { state: CALM, action: 'none' };
  const misses = state.misses + 1;
  if (heartbeat !== 'crashed' && misses < MISSES_TO_ACT) {
    return { state: { ...state, misses }, action: 'none' };
  }
  if (heartbeat === 'elsewhere') return { state: { ...state, misses: 0 }, action: 'reload' };
  if (state.reloads > 0) return { state: CALM, action: 'restart' };
  return { state: { misses: 0, reloads: state.reloads + 1 }, action: 'reload' };
}

const STEADY_MS = 60_000;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/** Ends in a row, after a Chromium that ran for `ranMs`: one that ran steadily starts the count anew. */
export function failuresAfter(failures: number, ranMs: number): number {
  return ranMs >= STEADY_MS ? 1 : failures + 1;
}

/** How long to wait before the next start: 0.5 s, doubled with each failure, at most 30 s. */
export function restartDelayMs(failures: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, failures - 1));
}
