import type { WallMark } from '../../../core/stage/wall-marks.ts';

interface Props {
  label: string;
  marks: readonly WallMark[];
  chosen: WallMark | undefined;
  onChoose(mark: WallMark): void;
}

/** A mark by its number. */
export function MarkChoice({ label, marks, chosen, onChoose }: Props) {
  return (
    <select
      className="field"
      aria-label={label}
      value={chosen?.number ?? ''}
      onChange={({ target }) => {
        const mark = marks.find(({ number }) => number === Number(target.value));
        if (mark) onChoose(mark);
      }}
    >
      {marks.map(({ number, wall }) => (
        <option key={number} value={number}>
          {`${number} · ${wall}`}
        </option>
      ))}
    </select>
  );
}
