import { useMemo, useState } from 'react';
import { type CheckMark, movedBy } from '../../../core/registration/check-marks.ts';

import { wallMarks } from '../../../core/stage/wall-marks.ts';
import type { LensState } from '../../../core/tracking/lens.ts';
import type { CameraStatusReport } from '../../../core/wire/status.ts';
import { useShowState } from '../../link/show-store.ts';
import { MarkChoice } from '../aim/MarkChoice.tsx';
import { Choice } from '../Choice.tsx';
import { CheckAdvice } from './CheckAdvice.tsx';
import './check.css';
import { CheckPicture } from './CheckPicture.tsx';
import { inPictureInWords, moveInWords, onWallInWords } from './check-words.ts';
import { useCheck } from './use-check.ts';
import { useMarkInSight } from './use-mark-in-sight.ts';

const distances = [5, 10, 50, 200].map((metres) => [metres, `${metres} m`] as const);
const trucks = [0.25, 0.5, 1].map((metres) => [metres, `${metres} m`] as const);

/** What a card on the wall and a far mark must do while the camera trucks: tells walls from tracking. */
export function CheckTab({ report }: { report: CameraStatusReport | undefined }) {
  const walls = useShowState((state) => state.show.stage.walls);
  const marks = useMemo(() => wallMarks(walls ?? []), [walls]);
  const [chosen, setChosen] = useMarkInSight(marks, walls, report);
  const [behindM, setBehind] = useState(50);
  const [truckM, setTruck] = useState(0.5);
  const mark = marks.find(({ number }) => number === chosen?.number) ?? marks[0];
  const check = useCheck({ mark, behindM, truckM }, walls, report);
  const { start, setStart, now, from, to, seen } = check;
  if (!mark) return <p className="setup-fault">▲ No flat or arc wall: nothing to check on.</p>;
  return (
    <section className="setup-check" aria-label="Check">
      <p className="setup-hint">
        Tape a card to the wall at a mark. The far mark is whatever it covers in the camera, as far
        behind the wall as you choose: a pole of the alignment grid. Then truck without turning.
      </p>
      <div className="setup-row">
        <div className="setup-number">
          <span>The card is at mark</span>
          <MarkChoice label="Mark of the card" marks={marks} chosen={mark} onChoose={setChosen} />
        </div>
        <Choice
          label="Far mark, behind it"
          options={distances}
          chosen={behindM}
          onChoose={(metres) => setBehind(metres)}
        />
        {!start && (
          <Choice
            label="Truck to the right"
            options={trucks}
            chosen={truckM}
            onChoose={(metres) => setTruck(metres)}
          />
        )}
      </div>
      <button
        type="button"
        className="button"
        disabled={!now}
        aria-pressed={start !== undefined}
        onClick={() => setStart(start ? undefined : now)}
      >
        {start ? 'Forget the start' : 'Start here, then move the camera'}
      </button>
      {!now && <p className="setup-fault">▲ No pose yet: the camera must be tracked.</p>}
      {from && to && (
        <p className="check-move" role="status">
          {start
            ? `The camera ${moveInWords(movedBy(from, to))}.`
            : `For a truck of ${truckM} m to the right from here:`}
        </p>
      )}
      {seen && report && <Expected {...seen} lens={report.lens} />}
      <CheckAdvice />
    </section>
  );
}

interface ExpectedProps {
  card: CheckMark;
  far: CheckMark;
  lens: LensState;
}

function Expected({ card, far, lens }: ExpectedProps) {
  const aspect = (lens.sensorWidthMm * lens.squeeze) / lens.sensorHeightMm;
  return (
    <>
      <CheckPicture card={card} far={far} aspect={aspect} />
      <dl className="check-list">
        <dt>▢ Card</dt>
        <dd>{inWords(card)}</dd>
        <dt>+ Far mark</dt>
        <dd>{inWords(far)}</dd>
      </dl>
    </>
  );
}

const inWords = (mark: CheckMark): string =>
  `On the wall it ${onWallInWords(mark)} In the camera it ${inPictureInWords(mark)}.`;
