import type { BarWords } from './bar-words.ts';
import { useTakes } from './takes-store.ts';
import { useRecorder } from './use-takes.ts';

/** What the recorder has to say, in the place of the last take. */
export function BarMessage({ words: { state, title, text } }: { words: BarWords }) {
  const isCalm = state === 'idle' || state === 'rolling';
  const alarm = useRecorder()?.alarm ?? null;
  const putAway = () => useTakes.setState({ seenAlarm: alarm });
  return (
    <div className="bar-message" data-state={state} data-calm={isCalm}>
      <p role={isCalm ? undefined : 'alert'}>
        {!isCalm && <strong>▲ {title} </strong>}
        {isCalm && title && <strong>{title}. </strong>}
        {text}
      </p>
      {state === 'stopped' && (
        <button type="button" className="button" onClick={putAway}>
          Understood
        </button>
      )}
    </div>
  );
}
