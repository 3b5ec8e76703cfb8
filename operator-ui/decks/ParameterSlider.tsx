import { type CSSProperties, useRef, useState } from 'react';
import { numberText, stepDigits } from '../theme/readout.ts';
import { throttled } from './throttle.ts';

interface Props {
  label: string;
  min: number;
  max: number;
  step: number;
  unit?: string;
  /** What the ↺ button goes back to; no button without it. */
  default?: number;
  value: number;
  disabled: boolean;
  onChange(value: number): void;
}

/** Twenty a second is smooth to the eye and light on the journal. */
const sendEveryMs = 50;

/** A number with a slider. Under the finger it shows the finger, otherwise what the server says. */
export function ParameterSlider(props: Props) {
  const { label, min, max, step, unit = '', value, disabled } = props;
  const [held, setHeld] = useState<number | null>(null);
  const newest = useRef(props.onChange);
  newest.current = props.onChange;
  const [send] = useState(() => throttled(sendEveryMs, (v: number) => newest.current(v)));
  const shown = held ?? value;
  const filled = `${((shown - min) / (max - min)) * 100}%`;
  const release = () => setHeld(null);
  return (
    <div className="parameter">
      <label className="parameter-name">
        <span>{label}</span>
        <input
          className="slider"
          type="range"
          min={min}
          max={max}
          step={step}
          value={shown}
          disabled={disabled}
          style={{ '--filled': filled } as CSSProperties}
          aria-valuetext={`${numberText(shown, stepDigits(step))} ${unit}`}
          onChange={(event) => {
            setHeld(event.target.valueAsNumber);
            send(event.target.valueAsNumber);
          }}
          onPointerUp={release}
          onPointerCancel={release}
          onBlur={release}
          onKeyUp={release}
        />
      </label>
      <output className="parameter-value number">
        {numberText(shown, stepDigits(step))}
        <small>{unit}</small>
      </output>
      <ResetButton {...props} shown={shown} />
    </div>
  );
}

function ResetButton(props: Props & { shown: number }) {
  const { default: origin, shown, label, disabled, onChange } = props;
  if (origin === undefined) return null;
  return (
    <button
      type="button"
      className="button quiet parameter-reset"
      disabled={disabled || shown === origin}
      aria-label={`${label} back to ${origin}`}
      onClick={() => onChange(origin)}
    >
      ↺
    </button>
  );
}
