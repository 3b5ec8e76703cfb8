import { countText, roomText } from './take-words.ts';
import { useRecorder } from './use-takes.ts';

/** What of the take is kept, and how long the disk lasts. */
export function RecorderFigures() {
  const recorder = useRecorder();
  const { written = 0, synced = 0 } = recorder?.records ?? {};
  return (
    <dl className="recorder-figures">
      <div>
        <dt>in the file</dt>
        <dd className="number">{countText(written)}</dd>
      </div>
      <div>
        <dt>safe on disk</dt>
        <dd className="number">{countText(synced)}</dd>
      </div>
      <div data-fault={recorder !== null && recorder.alarm !== null && recorder.take !== null}>
        <dt>room left</dt>
        <dd className="number">
          {roomText(recorder?.minutesLeft ?? null, recorder?.freeBytes ?? null)}
        </dd>
      </div>
    </dl>
  );
}
