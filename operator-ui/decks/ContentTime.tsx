import { useRef } from 'react';
import { contentTimeMs, type Timeline } from '../../core/time/content-time.ts';
import { type Desk, useDesk } from '../link/desk.ts';
import type { DeckName } from '../link/show-store.ts';
import { useTicker } from '../link/use-ticker.ts';
import { contentText } from '../theme/readout.ts';

const rates = [0.25, 0.5, 1, 2] as const;

interface Props {
  deck: DeckName;
  time: Timeline;
  disabled: boolean;
}

/** The clock of a deck's environment: play, pause, seek, rate. */
export function ContentTime({ deck, time, disabled }: Props) {
  const desk = useDesk();
  const readout = useRef<HTMLOutputElement>(null);
  const nowMs = () => contentTimeMs(time, desk.showTimeMs());
  useTicker(100, () => {
    if (readout.current) readout.current.textContent = contentText(nowMs());
  });
  const send = (action: string, value?: number) =>
    void desk.command({ type: 'environment.time', action, value, deck });
  const seek = (bySeconds: number) => send('seek', Math.max(0, nowMs() / 1000 + bySeconds));
  return (
    <section className="content-time" aria-label="Content time">
      <h3>Content time</h3>
      <output ref={readout} className="number content-clock" />
      <div className="content-keys">
        <Key label="Back to 0" face="To 0" disabled={disabled} onPress={() => send('seek', 0)} />
        <Key label="10 seconds back" face="−10" disabled={disabled} onPress={() => seek(-10)} />
        <Key
          label={time.playing ? 'Pause' : 'Play'}
          face={time.playing ? 'Pause' : 'Play'}
          disabled={disabled}
          onPress={() => send(time.playing ? 'pause' : 'play')}
        />
        <Key label="10 seconds on" face="+10" disabled={disabled} onPress={() => seek(10)} />
      </div>
      <RateChoice desk={desk} deck={deck} rate={time.rate} disabled={disabled} />
    </section>
  );
}

interface KeyProps {
  label: string;
  face: string;
  disabled: boolean;
  onPress(): void;
}

function Key({ label, face, disabled, onPress }: KeyProps) {
  return (
    <button
      type="button"
      className="button"
      aria-label={label}
      disabled={disabled}
      onClick={onPress}
    >
      {face}
    </button>
  );
}

interface RateProps {
  desk: Desk;
  deck: DeckName;
  rate: number;
  disabled: boolean;
}

function RateChoice({ desk, deck, rate, disabled }: RateProps) {
  return (
    <div className="choice">
      {rates.map((factor) => (
        <button
          key={factor}
          type="button"
          aria-label={`Rate ${factor}`}
          aria-pressed={rate === factor}
          disabled={disabled}
          onClick={() =>
            void desk.command({ type: 'environment.time', action: 'rate', value: factor, deck })
          }
        >
          ×{factor}
        </button>
      ))}
    </div>
  );
}
