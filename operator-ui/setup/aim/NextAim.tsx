import { useState } from 'react';
import type { WallMark } from '../../../core/stage/wall-marks.ts';
import { type AimRow, nextMark } from './aim-rows.ts';
import { MarkChoice } from './MarkChoice.tsx';

interface Props {
  marks: readonly WallMark[];
  rows: readonly AimRow[];
  /** Whether the aim was taken. */
  onCapture(mark: WallMark, isLevel: boolean): boolean;
}

/** The next aim: at the mark that is proposed or chosen. */
export function NextAim({ marks, rows, onCapture }: Props) {
  const [chosen, setChosen] = useState<WallMark>();
  const [isLevel, setLevel] = useState(false);
  const proposed = nextMark(marks, rows);
  const mark = marks.find(({ number }) => number === chosen?.number) ?? proposed;
  if (!mark) {
    return <p className="setup-fault">▲ No flat or arc wall: there is nothing to aim at.</p>;
  }
  const press = () => {
    if (!onCapture(mark, isLevel)) return;
    setChosen(undefined);
    setLevel(false);
  };
  return (
    <div className="aim-next">
      <p>
        Centre mark <strong className="number">{mark.number}</strong>
      </p>
      <MarkChoice label="Mark of the next aim" marks={marks} chosen={mark} onChoose={setChosen} />
      <button
        type="button"
        className="button"
        aria-label="The next aim is level"
        aria-pressed={isLevel}
        title="The camera is level from side to side by its bubble: tells roll"
        onClick={() => setLevel(!isLevel)}
      >
        Level
      </button>
      <button type="button" className="button aim-capture" onClick={press}>
        Capture
      </button>
    </div>
  );
}
