import { recordedSensorMm, sensorModes } from '../../../core/lens/sensor-modes.ts';
import { Choice } from '../Choice.tsx';
import { LensNumber } from './LensNumber.tsx';
import { refusalOf } from './lens-refusals.ts';
import type { LensProps } from './use-lens-change.ts';

const cameras = [...new Set(sensorModes.map(({ camera }) => camera))];
const squeezes = [1, 1.33, 1.5, 1.8, 2].map((factor) => [factor, `${factor}×`] as const);

/** The recorded area: by a camera's mode, or typed; and how much the lens squeezes onto it. */
export function SensorFields({ lens, disabled, change, refusals }: LensProps) {
  const [width, height] = recordedSensorMm(lens);
  const type = (sensorMm: [number, number]) => void change({ sensorMode: null, sensorMm });
  return (
    <>
      <div className="lens-fields">
        <label className="setup-number lens-name">
          <span>Sensor mode</span>
          <select
            className="field"
            value={lens.sensorMode ?? ''}
            disabled={disabled}
            onChange={({ target }) =>
              target.value ? void change({ sensorMode: target.value }) : type([width, height])
            }
          >
            <option value="">typed</option>
            {cameras.map((camera) => (
              <optgroup key={camera} label={camera}>
                {sensorModes
                  .filter((mode) => mode.camera === camera)
                  .map(({ id, mode }) => (
                    <option key={id} value={id}>
                      {camera}, {mode}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </label>
        <LensNumber
          label="Width"
          unit="mm"
          range="a number above 0, at most 200"
          value={width}
          refusal={refusalOf(refusals, 'sensorMm/0')}
          disabled={disabled}
          onChange={(mm) => type([mm, height])}
        />
        <LensNumber
          label="Height"
          unit="mm"
          range="a number above 0, at most 200"
          value={height}
          refusal={refusalOf(refusals, 'sensorMm/1')}
          disabled={disabled}
          onChange={(mm) => type([width, mm])}
        />
      </div>
      <div className="setup-row lens-squeeze">
        <Choice
          label="Squeeze"
          options={squeezes}
          chosen={lens.squeeze}
          disabled={disabled}
          onChoose={(squeeze) => void change({ squeeze })}
        />
        <LensNumber
          label="or"
          range="a number above 0, at most 4"
          value={lens.squeeze}
          refusal={refusalOf(refusals, 'squeeze')}
          disabled={disabled}
          onChange={(squeeze) => void change({ squeeze })}
        />
      </div>
    </>
  );
}
