import {
  type AxisMap,
  axisText,
  houseAxes,
  isHouseAxes,
  isMirror,
  signedAxes,
  withAxis,
} from '../../../core/registration/axis-map.ts';

interface Props {
  name: string;
  axes: AxisMap | undefined;
  disabled: boolean;
  onChange(axes: AxisMap): void;
}

const places = [
  [0, 'x, right'],
  [1, 'y, up'],
  [2, 'z, to the back'],
] as const;

/** Which axis of the tracker is which of the stage's: always an order, never one axis twice. */
export function AxesFields({ name, axes = houseAxes, disabled, onChange }: Props) {
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <div className="setup-row">
        {places.map(([place, label]) => (
          <label key={place} className="setup-number">
            <span>{label} is its</span>
            <select
              className="field"
              value={axes[place]}
              disabled={disabled}
              onChange={({ target }) => {
                const axis = signedAxes.find((each) => each === target.value);
                if (axis) onChange(withAxis(axes, place, axis));
              }}
            >
              {signedAxes.map((axis) => (
                <option key={axis} value={axis}>
                  {axisText(axis)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      {!isHouseAxes(axes) && (
        <p className="setup-hint">
          {isMirror(axes) ? 'Mirrored, ' : 'Turned, '}
          before the registration. Measure the registration again after a change here.
        </p>
      )}
    </section>
  );
}
