import { useEffect, useMemo, useState } from 'react';
import type { Result } from '../../../core/result.ts';
import type { Camera } from '../../../core/show/camera-schema.ts';
import { wallGeometry } from '../../../core/stage/wall-geometry.ts';
import { wallMarks } from '../../../core/stage/wall-marks.ts';
import type { PlainPose } from '../../../core/wire/status.ts';
import { adviceFor } from '../../link/advice.ts';
import { useDesk } from '../../link/desk.ts';
import { useShowState } from '../../link/show-store.ts';
import { showStageMarks } from '../stage-marks.ts';
import { AimRowFields } from './AimRowFields.tsx';
import { AimVerdict } from './AimVerdict.tsx';
import './aim.css';
import { aimJudgements } from './aim-findings.ts';
import { aimProgress } from './aim-rows.ts';
import { aimedMarks } from './aimed-marks.ts';
import { MarksSwitch } from './MarksSwitch.tsx';
import { NextAim } from './NextAim.tsx';
import { useAimSolution } from './use-aim-solution.ts';
import { useAimingQuestion, useAims, usePoseIs } from './use-aims.ts';

interface Props {
  camera: Camera;
  disabled: boolean;
  /** The tracker's pose, averaged while it is still. */
  capture(): Result<PlainPose>;
}

/** Registration and mount by aiming the camera at numbered marks on the walls. */
export function AimTab({ camera, disabled, capture }: Props) {
  const desk = useDesk();
  const walls = useShowState((state) => state.show.stage.walls);
  const marks = useMemo(() => wallMarks(walls ?? []), [walls]);
  const { rows, add, again, change, remove } = useAims(camera.id, capture);
  const poseIs = usePoseIs(camera);
  const [withScale, setWithScale] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const question = useAimingQuestion(rows, walls ?? [], camera, poseIs, withScale);
  const answer = useAimSolution(question);
  const judgements = useMemo(
    () => (answer ? aimJudgements(answer.solved, answer.question.ids) : new Map()),
    [answer],
  );
  useEffect(() => {
    showStageMarks(aimedMarks(marks, (walls ?? []).map(wallGeometry), rows, judgements));
    return () => showStageMarks([]);
  }, [marks, walls, rows, judgements]);
  const apply = async () => {
    if (!answer?.solved.ok) return;
    const { registration, mount } = answer.solved.value;
    const placed = poseIs === 'tracker' ? { registration, mount } : { registration };
    const said = await desk.command({ type: 'camera.set', id: camera.id, ...placed });
    setRefusal(said.ok ? undefined : adviceFor(said.error));
  };
  return (
    <section className="setup-aim" aria-label="Aim at marks">
      <p className="setup-hint">
        Centre a mark in the camera&apos;s picture, lock the camera off, press Capture. Six aims or
        more from three places a metre apart: near the wall, beside that, and far; from each, marks
        far apart.
      </p>
      <MarksSwitch disabled={disabled} onAnswer={setRefusal} />
      <NextAim
        marks={marks}
        rows={rows}
        onCapture={(mark, isLevel) => {
          const refused = add(mark, isLevel);
          setRefusal(refused);
          return refused === undefined;
        }}
      />
      {refusal && (
        <p className="setup-fault" role="alert">
          ▲ {refusal}
        </p>
      )}
      <AimVerdict
        progress={aimProgress(rows, poseIs)}
        poseIs={poseIs}
        solved={answer?.solved}
        isCurrent={answer?.question === question}
        disabled={disabled}
        onApply={() => void apply()}
      >
        <button
          type="button"
          className="button"
          aria-pressed={withScale}
          onClick={() => setWithScale(!withScale)}
        >
          Solve for scale
        </button>
      </AimVerdict>
      <ol className="aim-rows" reversed>
        {rows.toReversed().map((row, back) => (
          <AimRowFields
            key={row.id}
            row={row}
            number={rows.length - back}
            marks={marks}
            judgement={judgements.get(row.id)}
            onChange={(part) => change(row.id, part)}
            onCapture={() => setRefusal(again(row.id))}
            onRemove={() => remove(row.id)}
          />
        ))}
      </ol>
    </section>
  );
}
