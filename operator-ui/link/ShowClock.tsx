import { useRef } from 'react';
import { hoursText } from '../theme/readout.ts';
import { useDesk } from './desk.ts';
import { useTicker } from './use-ticker.ts';

/** Show time and the wall frame that has begun, written past React ten times a second. */
export function ShowClock() {
  const desk = useDesk();
  const time = useRef<HTMLSpanElement>(null);
  const frame = useRef<HTMLSpanElement>(null);
  useTicker(100, () => {
    if (time.current) time.current.textContent = hoursText(desk.showTimeMs());
    if (frame.current) frame.current.textContent = String(desk.k());
  });
  return (
    <p className="show-clock number">
      <span ref={time} className="show-time" role="timer" aria-label="Show time" />
      <small>
        k <span ref={frame} />
      </small>
    </p>
  );
}
