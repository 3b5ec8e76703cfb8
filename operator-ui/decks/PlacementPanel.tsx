import { useState } from 'react';
import type { Placement } from '../../core/show/scalars.ts';
import { numberText } from '../theme/readout.ts';

interface Props {
  placement: Placement;
  disabled: boolean;
  onChange(part: Partial<Placement>): void;
}

const steps = [
  { label: '1 cm · 0.1°', metres: 0.01, degrees: 0.1, factor: 1.01 },
  { label: '10 cm · 1°', metres: 0.1, degrees: 1, factor: 1.05 },
  { label: '1 m · 10°', metres: 1, degrees: 10, factor: 1.25 },
] as const;

const axes = [
  ['X', 'right'],
  ['Y', 'up'],
  ['Z', 'back'],
] as const;

/** Without the crumbs of binary fractions: a nudge by 0.1 ends at a tenth. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/** Where the environment stands on the stage, moved in steps. */
export function PlacementPanel({ placement, disabled, onChange }: Props) {
  const [chosen, setChosen] = useState(1);
  const step = steps[chosen] ?? steps[1];
  const move = (axis: number, by: number) => {
    const [x, y, z] = placement.position;
    const position: [number, number, number] = [x, y, z];
    position[axis] = rounded((position[axis] ?? 0) + by);
    onChange({ position });
  };
  return (
    <section className="placement" aria-label="Placement">
      <h3>Placement</h3>
      <div className="choice">
        {steps.map(({ label }, index) => (
          <button
            key={label}
            type="button"
            aria-pressed={index === chosen}
            onClick={() => setChosen(index)}
          >
            {label}
          </button>
        ))}
      </div>
      <div className="nudges">
        {axes.map(([name, positive], axis) => (
          <Nudge
            key={name}
            name={`${name} · ${positive}`}
            value={`${numberText(placement.position[axis], 2)} m`}
            disabled={disabled}
            onNudge={(sign) => move(axis, sign * step.metres)}
          />
        ))}
        <Nudge
          name="Yaw · left"
          value={`${numberText(placement.yawDeg, 1)}°`}
          disabled={disabled}
          onNudge={(sign) => onChange({ yawDeg: rounded(placement.yawDeg + sign * step.degrees) })}
        />
        <Nudge
          name="Scale"
          value={`× ${numberText(placement.scale, 3)}`}
          disabled={disabled}
          onNudge={(sign) => onChange({ scale: rounded(placement.scale * step.factor ** sign) })}
        />
        <button
          type="button"
          className="button"
          disabled={disabled}
          onClick={() => onChange({ position: [0, 0, 0], yawDeg: 0, scale: 1 })}
        >
          To origin
        </button>
      </div>
    </section>
  );
}

interface NudgeProps {
  name: string;
  value: string;
  disabled: boolean;
  onNudge(sign: 1 | -1): void;
}

function Nudge({ name, value, disabled, onNudge }: NudgeProps) {
  const button = (sign: 1 | -1, face: string) => (
    <button
      type="button"
      className="button"
      aria-label={`${name} ${face}`}
      disabled={disabled}
      onClick={() => onNudge(sign)}
    >
      {face}
    </button>
  );
  return (
    <div className="nudge">
      {button(-1, '−')}
      <p>
        <span>{name}</span>
        <output className="number">{value}</output>
      </p>
      {button(1, '+')}
    </div>
  );
}
