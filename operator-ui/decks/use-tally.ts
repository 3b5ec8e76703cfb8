import { useEffect, useRef, useState } from 'react';
import { useDesk } from '../link/desk.ts';
import { useShow } from '../link/show-store.ts';
import { type Tally, tallyOf } from './tally.ts';
import { type TransitionPhase, transitionPhase } from './transition-phase.ts';

/** About two wall frames: the tally may be late by no more. */
const lookEveryMs = 30;

/** Follows a transition by wall frames; renders only when its phase changes. */
function usePhase(): TransitionPhase['kind'] {
  const desk = useDesk();
  const transition = useShow((store) => store.replica?.state.transition ?? null);
  const phaseNow = () => transitionPhase(transition, desk.k()).kind;
  const [seen, setSeen] = useState({ transition, phase: phaseNow() });
  const newest = useRef(phaseNow);
  newest.current = phaseNow;
  useEffect(() => {
    let timer = 0;
    const look = () => {
      const phase = newest.current();
      setSeen((old) =>
        old.transition === transition && old.phase === phase ? old : { transition, phase },
      );
      if (phase !== 'idle') timer = window.setTimeout(look, lookEveryMs);
    };
    look();
    return () => clearTimeout(timer);
  }, [transition]);
  // A transition that has just arrived must not be drawn with the phase of the one before.
  return seen.transition === transition ? seen.phase : phaseNow();
}

/** What is on air and what is next; `undefined` until the first snapshot. */
export function useTally(): Tally | undefined {
  const phase = usePhase();
  const state = useShow((store) => store.replica?.state);
  return state && tallyOf(state, phase);
}
