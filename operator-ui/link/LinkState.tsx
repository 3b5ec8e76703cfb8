import { useRef } from 'react';
import { numberText } from '../theme/readout.ts';
import { useDesk } from './desk.ts';
import { useNotices } from './notices.ts';
import { useShow } from './show-store.ts';
import { useTicker } from './use-ticker.ts';

const words = { connecting: 'CONNECTING', live: 'LIVE', stale: 'STALE' } as const;

/** How well this page hears the server: round trip of the clock, answer time of the newest command. */
export function LinkState({ readOnly = false }: { readOnly?: boolean }) {
  const desk = useDesk();
  const health = useShow((store) => store.health);
  const ackMs = useNotices((store) => store.ackMs);
  const roundTrip = useRef<HTMLSpanElement>(null);
  useTicker(1000, () => {
    if (roundTrip.current) roundTrip.current.textContent = numberText(desk.clock.roundTripMs, 1);
  });
  return (
    <p className="link-state">
      <span className="chip" data-tone={health === 'stale' ? 'fault' : 'plain'}>
        {words[health]}
      </span>
      <span className="number link-figures">
        rtt <span ref={roundTrip}>–</span> ms
        {!readOnly && <br />}
        {!readOnly && `ack ${numberText(ackMs, 0)} ms`}
      </span>
    </p>
  );
}
