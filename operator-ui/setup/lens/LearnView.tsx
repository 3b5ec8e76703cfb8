import { useMemo } from 'react';
import { addMark, markReading, removeMark, tablesFromCounts, useMarks } from './lens-marks.ts';
import { MarkForm } from './MarkForm.tsx';
import { MarkRow } from './MarkRow.tsx';
import { rings } from './rings.ts';
import type { LensProps } from './use-lens-change.ts';
import { useRingCounts } from './use-rings.ts';

/** Tables from witness marks: stop at one, type what the ring says, mark it, go on. */
export function LearnView({ cameraId, lens, disabled, change }: LensProps & { cameraId: string }) {
  const { encoders } = lens;
  const counts = useRingCounts(cameraId);
  const marks = useMarks(cameraId);
  const { tables, faults, faulty } = useMemo(
    () => tablesFromCounts(marks, encoders),
    [marks, encoders],
  );
  return (
    <>
      <p className="setup-hint">
        Stop a ring at an engraved mark, let it rest half a second, type what the ring says, and
        press Mark. Two to five marks do for a focal length, more for focus: some between infinity
        and 5 m.
      </p>
      {rings.map((ring) => (
        <MarkForm
          key={ring}
          ring={ring}
          counts={counts[ring]}
          onMark={(value, pupil) =>
            addMark(cameraId, {
              ring,
              counts: counts[ring],
              value,
              ...(pupil !== undefined && { entrancePupilMm: pupil }),
            })
          }
        />
      ))}
      <ol className="lens-marks" aria-label="Marks">
        {marks.map((mark) => (
          <MarkRow
            key={mark.id}
            mark={mark}
            reading={markReading(encoders, mark)}
            isFaulty={faulty.includes(mark.id)}
            onRemove={() => removeMark(cameraId, mark.id)}
          />
        ))}
      </ol>
      {faults.map((words) => (
        <p key={words} className="setup-fault" role="alert">
          ▲ {words}
        </p>
      ))}
      <div className="setup-row">
        <button
          type="button"
          className="button lens-apply"
          disabled={disabled || !tables}
          onClick={() => tables && void change({ kind: 'table', tables, table: null })}
        >
          Apply tables
        </button>
        <p className="setup-hint">
          {lens.tables ? 'They take the place of the tables that the lens has.' : ''}
        </p>
      </div>
    </>
  );
}
