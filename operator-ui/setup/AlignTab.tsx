import { useMemo, useState } from 'react';
import type { Triple } from '../../core/math.ts';
import type { Result } from '../../core/result.ts';
import type { Camera } from '../../core/show/camera-schema.ts';
import type { PlainPose } from '../../core/wire/status.ts';
import { useDesk } from '../link/desk.ts';
import { useShowState } from '../link/show-store.ts';
import { PointRowFields } from './PointRowFields.tsx';
import { PointVerdict } from './PointVerdict.tsx';
import { type PointRow, solveRows, wallCorners } from './point-rows.ts';

interface Props {
  camera: Camera;
  disabled: boolean;
  /** The tracker's pose, averaged while it is still. */
  capture(): Result<PlainPose>;
}

const row = (id: number, stage: Triple = [0, 0, 0]): PointRow => ({ id, stage, tracker: null });

/** Registration by measured points: known in the stage, and held to by the tracker. */
export function AlignTab({ camera, disabled, capture }: Props) {
  const desk = useDesk();
  const walls = useShowState((state) => state.show.stage.walls) ?? [];
  const marks = useMemo(() => wallCorners(walls), [walls]);
  const [rows, setRows] = useState(() => [0, 1, 2, 3].map((id) => row(id, marks[id]?.stage)));
  const [withScale, setWithScale] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const solution = useMemo(() => solveRows(rows, withScale), [rows, withScale]);
  const change = (id: number, part: Partial<PointRow>) =>
    setRows(rows.map((each) => (each.id === id ? { ...each, ...part } : each)));
  const captureInto = (id: number) => {
    const still = capture();
    setRefusal(still.ok ? undefined : still.fault[0]?.message);
    if (still.ok) change(id, { tracker: still.value.position });
  };
  const add = () => setRows([...rows, row(1 + Math.max(-1, ...rows.map(({ id }) => id)))]);
  const { solved } = solution;
  return (
    <section className="setup-align" aria-label="Align by points">
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
        <button type="button" className="button" onClick={add}>
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
        onApply={() => {
          if (!solved.ok) return;
          const { registration } = solved.value;
          void desk.command({ type: 'camera.set', id: camera.id, registration });
        }}
      />
    </section>
  );
}
