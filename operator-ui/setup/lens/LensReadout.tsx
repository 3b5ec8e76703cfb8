import type { LensSettings } from '../../../core/show/camera-schema.ts';
import type { CameraStatusReport } from '../../../core/wire/status.ts';
import { fieldWords, lensNow, lensNumbers } from './lens-now.ts';

interface Props {
  lens: LensSettings;
  report: CameraStatusReport | undefined;
}

/** What the lens sees, and where it stands when it follows its rings or the tracker. */
export function LensReadout({ lens, report }: Props) {
  const now = lensNow(lens, report?.lens);
  const { field, distorted } = fieldWords(now);
  return (
    <div className="lens-readout">
      <p>
        <span>Field of view</span> <output className="number lens-field">{field}</output>
      </p>
      {distorted && <p className="number">{distorted}</p>}
      {lens.kind !== 'fixed' && <p className="number">Now {lensNumbers(now)}</p>}
    </div>
  );
}
