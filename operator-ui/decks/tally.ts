import type { ShowState } from '../../core/show/state.ts';
import type { TransitionPhase } from './transition-phase.ts';

/** What the walls show and what comes next, by environment id. */
export interface Tally {
  onAir: readonly (string | null)[];
  next: string | null;
  /** Whether preview's deck is on air as well: in a fade. */
  isBoth: boolean;
}

/**
 * The truth about the walls: a take changes the state at once, but until its agreed frame the old
 * environment is still on air, and during a fade both are.
 */
export function tallyOf(state: ShowState, phase: TransitionPhase['kind']): Tally {
  const { program, preview, transition } = state;
  const from = transition?.from.environment ?? null;
  if (phase === 'coming') return { onAir: [from], next: program.environment, isBoth: false };
  if (phase === 'fading') {
    return { onAir: [program.environment, from], next: preview.environment, isBoth: true };
  }
  return { onAir: [program.environment], next: preview.environment, isBoth: false };
}
