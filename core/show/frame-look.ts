import type { Rate } from '../time/rate.ts';
import type { DeckState, ShowState, Switch } from './state.ts';

/** What frame k shows, before any pose: which decks in which mix, and the inhibits' share. */
export interface FrameLook {
  /** The old deck of a running transition, or the only one. */
  first: DeckState;
  /** The new deck while a fade runs. */
  second: DeckState | null;
  /** Share of `second`, 0..1. */
  mix: number;
  /** The frame whose content time and poses are drawn: k, or where a freeze began. */
  contentK: number;
  isFrozen: boolean;
  /** 0 in blackout, rising to 1 in a second after its release. */
  gain: number;
  /** Share of the safe look's neutral grey. */
  neutral: number;
}

/** Releases of blackout and changes of the safe look take this long: people stand beside the wall. */
const fadeSeconds = 1;

export function createFrameLook(state: ShowState): FrameLook {
  return {
    first: state.program,
    second: null,
    mix: 0,
    contentK: 0,
    isFrozen: false,
    gain: 1,
    neutral: 0,
  };
}

/** Share of the way from a switch's last change to its new position at frame k, 0..1. */
function progress(change: Switch, k: number, rate: Rate): number {
  if (change.k <= 0) return 1;
  const frames = (rate.num / rate.den) * fadeSeconds;
  return Math.min(1, Math.max(0, (k - change.k) / frames));
}

/** The look of frame k. A pure function of state and k, the same on every output. Allocates nothing. */
export function frameLook(out: FrameLook, state: ShowState, k: number, rate: Rate): FrameLook {
  const { transition, inhibits } = state;
  out.second = null;
  out.mix = 0;
  out.first = transition && k < transition.k ? transition.from : state.program;
  if (transition && transition.frames > 0 && k >= transition.k) {
    const mix = (k - transition.k + 1) / transition.frames;
    if (mix < 1) {
      out.first = transition.from;
      out.second = state.program;
      out.mix = mix;
    }
  }
  out.isFrozen = inhibits.freeze.on && k >= inhibits.freeze.k;
  out.contentK = out.isFrozen ? inhibits.freeze.k : k;
  const blackout = progress(inhibits.blackout, k, rate);
  out.gain = inhibits.blackout.on ? 0 : blackout;
  const safe = progress(inhibits.safeLook, k, rate);
  out.neutral = inhibits.safeLook.on ? safe : 1 - safe;
  return out;
}

/** Whether the transition is over at frame k, so that the old deck may be forgotten. */
export const isSettled = (state: ShowState, k: number): boolean =>
  state.transition !== null && k >= state.transition.k + Math.max(1, state.transition.frames);
