import { parameterValue, type SceneParameter } from '../../scenes/scene.ts';
import { ParameterSlider } from './ParameterSlider.tsx';

interface Props {
  parameter: SceneParameter;
  params: Readonly<Record<string, unknown>>;
  disabled: boolean;
  onChange(value: number | string | boolean): void;
}

/** One parameter of a scene, as its manifest describes it. */
export function ParameterControl({ parameter, params, disabled, onChange }: Props) {
  const value = parameterValue(parameter, params);
  if (parameter.kind === 'number') {
    return (
      <ParameterSlider
        {...parameter}
        value={Number(value)}
        disabled={disabled}
        onChange={onChange}
      />
    );
  }
  if (parameter.kind === 'toggle') {
    return (
      <div className="parameter">
        <span className="parameter-name">{parameter.label}</span>
        <button
          type="button"
          className="button"
          aria-pressed={value === true}
          disabled={disabled}
          onClick={() => onChange(value !== true)}
        >
          {value === true ? 'On' : 'Off'}
        </button>
      </div>
    );
  }
  return (
    <label className="parameter">
      <span className="parameter-name">{parameter.label}</span>
      <select
        className="field"
        value={String(value)}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      >
        {parameter.choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    </label>
  );
}
