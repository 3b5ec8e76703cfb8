import { useEffect, useMemo, useState } from 'react';
import type { Triple } from '../../../core/math.ts';
import type { Camera } from '../../../core/show/camera-schema.ts';
import { NumberField } from '../NumberField.tsx';
import { showStageMarks } from '../stage-marks.ts';
import type { AlignProps } from './AlignTab.tsx';
import { setFloorMarks, useFloorMarks } from './align-store.ts';
import { FloorMarkRow } from './FloorMarkRow.tsx';
import {
  type FloorMark,
  firstMarks,
  floorInWords,
  floorStageMarks,
  isNeeded,
  solveFloor,
  withMark,
} from './floor-marks.ts';

/** Registration from marks on the floor: where the origin is, where the wall, and which side is right. */
export function FloorView({ camera, disabled, capture, onRegister }: AlignProps) {
  const marks = useFloorMarks(camera.id) ?? firstMarks;
  const [originAt, setOriginAt] = useState<Triple>([0, 0, 0]);
  const [refusal, setRefusal] = useState<string>();
  const solved = useFloor(marks, originAt, camera.registration);
  const setMarks = (next: readonly FloorMark[]) => setFloorMarks(camera.id, next);
  const captureInto = (id: number) => {
    const still = capture();
    setRefusal(still.ok ? undefined : still.fault[0]?.message);
    if (!still.ok) return;
    const tracker = still.value.position;
    setMarks(marks.map((mark) => (mark.id === id ? { ...mark, tracker } : mark)));
  };
  useEffect(() => {
    showStageMarks(floorStageMarks(marks, solved));
    return () => showStageMarks([]);
  }, [marks, solved]);
  const [x, y, z] = originAt;
  const findings = (solved?.ok ? solved.value.warnings : solved?.fault) ?? [];
  return (
    <>
      <p className="setup-hint">
        Put the tracked body&apos;s origin on each mark, keep still, and press Capture. Two metres
        or more from the origin: one straight towards the wall, one to the right as you face it.
      </p>
      {refusal && (
        <p className="setup-fault" role="alert">
          ▲ {refusal}
        </p>
      )}
      {marks.map((mark) => (
        <FloorMarkRow
          key={mark.id}
          mark={mark}
          onCapture={() => captureInto(mark.id)}
          onRemove={
            isNeeded(mark) ? undefined : () => setMarks(marks.filter(({ id }) => id !== mark.id))
          }
        />
      ))}
      <button type="button" className="button" onClick={() => setMarks(withMark(marks))}>
        Add a mark to level by
      </button>
      <fieldset className="setup-placed" aria-label="The origin in the stage">
        <NumberField
          label="Origin at x"
          unit="m"
          value={x}
          onChange={(v) => setOriginAt([v, y, z])}
        />
        <NumberField label="y" unit="m" value={y} onChange={(v) => setOriginAt([x, v, z])} />
        <NumberField label="z" unit="m" value={z} onChange={(v) => setOriginAt([x, y, v])} />
      </fieldset>
      <div className="setup-verdict">
        {solved?.ok && <p className="number">{floorInWords(solved.value, marks.length)}</p>}
        {findings.map(({ message }) => (
          <p key={message} className="setup-fault">
            ▲ {message}
          </p>
        ))}
        <button
          type="button"
          className="button"
          disabled={disabled || !solved?.ok}
          onClick={() => solved?.ok && onRegister(solved.value.registration)}
        >
          Apply registration
        </button>
      </div>
    </>
  );
}

const useFloor = (
  marks: readonly FloorMark[],
  originAt: Triple,
  { scale }: Camera['registration'],
) => useMemo(() => solveFloor(marks, { originAt, scale }), [marks, originAt, scale]);
