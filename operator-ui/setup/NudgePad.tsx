import type { NudgeAxis, NudgePress } from './nudge-keys.ts';

const rows: readonly (readonly [NudgeAxis, string, string])[] = [
  ['x', 'left', 'right'],
  ['y', 'down', 'up'],
  ['z', 'forward', 'back'],
  ['tilt', 'down', 'up'],
  ['pan', 'right', 'left'],
  ['roll', 'clockwise', 'anticlockwise'],
];

/** One row for each axis: a step down and a step up. */
export function NudgePad(props: { disabled: boolean; onPress(press: NudgePress): void }) {
  return (
    <div className="setup-pad">
      {rows.map(([axis, less, more]) => (
        <div key={axis} className="setup-pad-row">
          <strong>{axis}</strong>
          <PadKey {...props} axis={axis} steps={-1} word={`− ${less}`} />
          <PadKey {...props} axis={axis} steps={1} word={`+ ${more}`} />
        </div>
      ))}
    </div>
  );
}

interface KeyProps extends NudgePress {
  word: string;
  disabled: boolean;
  onPress(press: NudgePress): void;
}

const PadKey = ({ axis, steps, word, disabled, onPress }: KeyProps) => (
  <button
    type="button"
    className="button"
    aria-label={`${axis} ${word}`}
    disabled={disabled}
    onClick={() => onPress({ axis, steps })}
  >
    {word}
  </button>
);
