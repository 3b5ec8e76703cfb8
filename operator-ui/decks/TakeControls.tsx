import { useRef } from 'react';
import { loadState, loadText } from '../environments/load-state.ts';
import { useDesk } from '../link/desk.ts';
import { useLive, useShow } from '../link/show-store.ts';
import { useTicker } from '../link/use-ticker.ts';
import { take } from '../operator/actions.ts';
import { fadeLengths, useChoices } from '../operator/desk-choices.ts';
import { phaseText, transitionPhase } from './transition-phase.ts';

/** From preview to program: the one gesture of the desk. */
export function TakeControls() {
  const desk = useDesk();
  const live = useLive();
  const readiness = useReadiness();
  const { fadeFrames, taking, takeRefusal } = useChoices();
  return (
    <section className="take" aria-label="Transition">
      <p className="take-state" data-ready={readiness.isReady && !takeRefusal} role="status">
        {takeRefusal?.message ?? readiness.text}
      </p>
      <button
        type="button"
        className="button take-cut"
        disabled={!live}
        onClick={() => void take(desk, { kind: 'cut' })}
      >
        CUT
      </button>
      <fieldset className="fade-choice">
        <legend>Fade frames</legend>
        {fadeLengths.map((frames) => (
          <button
            key={frames}
            type="button"
            className="button"
            aria-pressed={frames === fadeFrames}
            onClick={() => useChoices.setState({ fadeFrames: frames })}
          >
            {frames}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        className="button take-button"
        disabled={!live}
        data-ready={readiness.isReady}
        onClick={() => void take(desk, { kind: 'fade' })}
      >
        TAKE
        <Countdown taking={taking} />
      </button>
    </section>
  );
}

function useReadiness() {
  const state = useShow((store) => store.replica?.state);
  const outputs = useShow((store) => store.status?.outputs);
  if (!state || !outputs) return { isReady: false, text: '–' };
  const load = loadState(state, state.preview.environment, outputs);
  return { isReady: load.missing.length === 0, text: loadText(load, true) };
}

/** Frames to the switch or to the end of the fade, counted outside React. */
function Countdown({ taking }: { taking: boolean }) {
  const desk = useDesk();
  const text = useRef<HTMLElement>(null);
  useTicker(50, () => {
    const transition = useShow.getState().replica?.state.transition ?? null;
    const phase = phaseText(transitionPhase(transition, desk.k()));
    if (text.current) text.current.textContent = phase || (taking ? 'waiting' : '');
  });
  return <small ref={text} className="number" />;
}
