import { elapsedText } from '../theme/readout.ts';
import { MarkKeys } from './MarkKeys.tsx';
import { NoteField } from './NoteField.tsx';
import { TakeFaults } from './TakeFaults.tsx';
import { takeName } from './take-words.ts';
import { lastTake, useTakes } from './takes-store.ts';

/** The take that was cut last, to be marked while everybody still remembers it. */
export function LastTake() {
  const take = useTakes(({ list }) => lastTake(list));
  if (!take) return <p className="last-take empty">No take yet. REC or R rolls the first.</p>;
  return (
    <section className="last-take" aria-label="Last take">
      <p>
        <small>Last take · {elapsedText(take.durationMs)}</small>
        <strong>{takeName(take)}</strong>
        <TakeFaults take={take} />
      </p>
      <MarkKeys take={take} />
      <NoteField take={take} />
    </section>
  );
}
