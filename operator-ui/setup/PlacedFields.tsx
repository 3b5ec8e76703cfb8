import type { Triple } from '../../core/math.ts';
import type { Mount } from '../../core/registration/registration.ts';
import { NumberField } from './NumberField.tsx';

interface Props {
  /** What is placed, for those who hear the page. */
  name: string;
  value: Readonly<Mount>;
  disabled: boolean;
  onChange(part: Partial<Mount>): void;
}

const moves = ['x', 'y', 'z'] as const;
const turns = ['pitch', 'yaw', 'roll'] as const;

/** A place and a turn, a field for each number. */
export function PlacedFields({ name, value, disabled, onChange }: Props) {
  const { position, rotationDeg } = value;
  return (
    <fieldset className="setup-placed" aria-label={name}>
      {moves.map((axis, i) => (
        <NumberField
          key={axis}
          label={axis}
          unit="m"
          value={position[i] ?? 0}
          disabled={disabled}
          onChange={(metres) => onChange({ position: withNumber(position, i, metres) })}
        />
      ))}
      {turns.map((turn, i) => (
        <NumberField
          key={turn}
          label={turn}
          unit="°"
          value={rotationDeg[i] ?? 0}
          disabled={disabled}
          onChange={(degrees) => onChange({ rotationDeg: withNumber(rotationDeg, i, degrees) })}
        />
      ))}
    </fieldset>
  );
}

const withNumber = (triple: Readonly<Triple>, index: number, value: number): Triple => {
  const [x, y, z] = triple.map((each, i) => (i === index ? value : each));
  return [x ?? 0, y ?? 0, z ?? 0];
};
