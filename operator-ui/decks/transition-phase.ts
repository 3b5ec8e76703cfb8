import type { Transition } from '../../core/show/state.ts';

export type TransitionPhase =
  | { kind: 'idle' }
  /** Agreed, and `frames` wall frames away. */
  | { kind: 'coming'; frames: number }
  /** In the middle of a fade: `frames` still to go of `length`. */
  | { kind: 'fading'; frames: number; length: number };

/** Where a transition stands at wall frame k. */
export function transitionPhase(transition: Transition | null, k: number): TransitionPhase {
  if (!transition) return { kind: 'idle' };
  const into = k - transition.k;
  if (into < 0) return { kind: 'coming', frames: -into };
  if (into >= transition.frames) return { kind: 'idle' };
  return { kind: 'fading', frames: transition.frames - into, length: transition.frames };
}

export function phaseText(phase: TransitionPhase): string {
  if (phase.kind === 'coming') return `in ${phase.frames} f`;
  return phase.kind === 'fading' ? `fade ${phase.frames}/${phase.length} f` : '';
}
