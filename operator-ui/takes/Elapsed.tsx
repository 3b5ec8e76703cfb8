import { useRef } from 'react';
import type { RollingTake } from '../../core/show/state.ts';
import { useDesk } from '../link/desk.ts';
import { useTicker } from '../link/use-ticker.ts';
import { hoursText } from '../theme/readout.ts';

/** How long the take rolls, written past React. */
export function Elapsed({ rolling }: { rolling: RollingTake | null }) {
  const desk = useDesk();
  const text = useRef<HTMLSpanElement>(null);
  useTicker(100, () => {
    const elapsedMs = rolling ? desk.showTimeMs() - rolling.rolledMs : 0;
    if (text.current) text.current.textContent = hoursText(elapsedMs);
  });
  return (
    <p className="take-elapsed number" data-rolling={rolling !== null}>
      <span ref={text} role="timer" aria-label="Elapsed" />
    </p>
  );
}
