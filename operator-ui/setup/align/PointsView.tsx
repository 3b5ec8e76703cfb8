import { useEffect, useMemo, useState } from 'react';
import type { Triple } from '../../../core/math.ts';
import { houseAxes } from '../../../core/registration/axis-map.ts';
import { useShowState } from '../../link/show-store.ts';
import { showStageMarks } from '../stage-marks.ts';
import { useAxesChange } from '../use-axes-change.ts';
import type { AlignProps } from './AlignTab.tsx';
import { setPoints, usePoints } from './align-store.ts';
import { PointRowFields } from './PointRowFields.tsx';
import { PointVerdict } from './PointVerdict.tsx';
import { type PointRow, pointStageMarks, solveRows, wallCorners } from './point-rows.ts';

const row = (id: number, stage: Triple = [0, 0, 0]): PointRow => ({ id, stage, tracker: null });

/** Registration by measured points: known in the stage, and held to by the tracker. */
export function PointsView({ camera, disabled, capture, onRegister }: AlignProps) {
  const takeAxes = useAxesChange(camera);
  const walls = useShowState((state) => state.show.stage.walls);
  const marks = useMemo(() => wallCorners(walls ?? []), [walls]);
  const first = useMemo(() => [0, 1, 2, 3].map((id) => row(id, marks[id]?.stage)), [marks]);
  const rows = usePoints(camera.id) ?? first;
  const [withScale, setWithScale] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const { axes: present = houseAxes } = camera.source;
  const solution = useMemo(
    () => solveRows(rows, { withScale, present }),
    [rows, withScale, present],
  );
  useEffect(() => {
    showStageMarks(pointStageMarks(rows, solution));
    return () => showStageMarks([]);
  }, [rows, solution]);
  const setRows = (next: readonly PointRow[]) => setPoints(camera.id, next);
  const change = (id: number, part: Partial<PointRow>) =>
    setRows(rows.map((each) => (each.id === id ? { ...each, ...part } : each)));
  const captureInto = (id: number) => {
    const still = capture();
    setRefusal(still.ok ? undefined : still.fault[0]?.message);
    if (still.ok) change(id, { tracker: still.value.position });
  };
  const { solved } = solution;
  return (
    <>
      <p className="setup-hint">
        Hold the tracked body&apos;s origin to each point, keep still, and press Capture. Four
        points, 3 m apart, one of them 1 m higher.
      </p>
      {refusal && (
        <p className="setup-fault" role="alert">
          ▲ {refusal}
        </p>
      )}
      {rows.map((each, index) => (
        <PointRowFields
          key={each.id}
          row={each}
          number={index + 1}
          marks={marks}
          residualM={solution.residualM.get(each.id)}
          isOutlier={solution.outliers.includes(each.id)}
          onStage={(stage) => change(each.id, { stage })}
          onCapture={() => captureInto(each.id)}
          onRemove={() => setRows(rows.filter(({ id }) => id !== each.id))}
        />
      ))}
      <div className="setup-row">
        <button
          type="button"
          className="button"
          onClick={() => setRows([...rows, row(1 + Math.max(-1, ...rows.map(({ id }) => id)))])}
        >
          Add a point
        </button>
        <button
          type="button"
          className="button"
          aria-pressed={withScale}
          onClick={() => setWithScale(!withScale)}
        >
          Solve for scale
        </button>
      </div>
      <PointVerdict
        solution={solution}
        disabled={disabled}
        onApply={() => solved.ok && onRegister(solved.value.registration)}
        onAxes={({ axes, registration }) => void takeAxes(axes, registration)}
      />
    </>
  );
}
