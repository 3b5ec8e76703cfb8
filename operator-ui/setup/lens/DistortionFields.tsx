import type { DistortionModel } from '../../../core/lens/distortion.ts';
import type { DistortionSettings } from '../../../core/lens/lens-schema.ts';
import { Choice } from '../Choice.tsx';
import { LensNumber } from './LensNumber.tsx';
import { refusalOf } from './lens-refusals.ts';
import type { LensProps } from './use-lens-change.ts';

const models: readonly (readonly [DistortionModel, string])[] = [
  ['none', 'None'],
  ['brown-conrady-d-u', 'D-U'],
  ['brown-conrady-u-d', 'U-D'],
];

const straight: DistortionSettings = {
  model: 'none',
  radial: [0, 0, 0, 0, 0, 0],
  tangential: [0, 0],
  distortionOffsetMm: [0, 0],
};

const lists = [
  ['radial', ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'], ''],
  ['tangential', ['p1', 'p2'], '1/mm'],
  ['distortionOffsetMm', ['Centre right', 'Centre down'], 'mm'],
] as const;

/** The model by which the lens bends the picture, and its coefficients in mm on the sensor. */
export function DistortionFields({ lens, disabled, change, refusals }: LensProps) {
  const distortion = lens.distortion ?? straight;
  const refusal = refusalOf(refusals, 'distortion');
  const set = (part: Partial<DistortionSettings>) =>
    void change({ distortion: { ...distortion, ...part } });
  return (
    <section className="lens-distortion" aria-label="Distortion">
      <Choice
        label="Distortion: Brown-Conrady, from distorted to undistorted (D-U) or back (U-D)"
        options={models}
        chosen={distortion.model}
        disabled={disabled}
        onChoose={(model) => set({ model })}
      />
      {distortion.model !== 'none' && (
        <div className="lens-fields">
          {lists.flatMap(([field, names, unit]) =>
            names.map((name, i) => (
              <LensNumber
                key={name}
                label={name}
                unit={unit}
                value={distortion[field][i] ?? 0}
                disabled={disabled}
                onChange={(value) => set({ [field]: distortion[field].with(i, value) })}
              />
            )),
          )}
        </div>
      )}
      {refusal && (
        <p className="setup-fault" role="alert">
          ▲ {refusal.message}
        </p>
      )}
    </section>
  );
}
