import type { TakeSummary } from '../../core/takes/take-summary.ts';
import { useDesk } from '../link/desk.ts';
import { useLive } from '../link/show-store.ts';

/** The crew's note on a take; kept when the field is left. */
export function NoteField({ take }: { take: TakeSummary }) {
  const desk = useDesk();
  const live = useLive();
  return (
    <input
      key={`${take.id} ${take.note}`}
      className="field note"
      aria-label={`Note on take ${take.id}`}
      placeholder="Note"
      maxLength={2000}
      defaultValue={take.note}
      disabled={!live}
      onBlur={({ target: { value } }) => {
        if (value !== take.note)
          void desk.command({ type: 'take.mark', take: take.id, note: value });
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
