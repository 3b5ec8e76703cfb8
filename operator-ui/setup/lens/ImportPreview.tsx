import { useMemo, useState } from 'react';
import { recordedSensorMm, sensorModeOf } from '../../../core/lens/sensor-modes.ts';
import { LensNumber } from './LensNumber.tsx';
import {
  type ChosenFile,
  formatName,
  lensFromFile,
  partFromImport,
  problemText,
} from './lens-files.ts';
import { lensSummary } from './lens-summary.ts';
import type { LensProps } from './use-lens-change.ts';

interface Props extends LensProps {
  file: ChosenFile;
  onDone(): void;
}

const usualPx = [1920, 1080] as const;

/** What was understood of a file, before it is used; or what is wrong with it. */
export function ImportPreview({ file, lens, disabled, change, onDone }: Props) {
  const [sensorWidthMm, setWidth] = useState(recordedSensorMm(lens)[0]);
  const [imagePx, setPx] = useState<readonly [number, number]>(
    sensorModeOf(lens.sensorMode ?? '')?.recordedPx ?? usualPx,
  );
  const read = useMemo(
    () => lensFromFile(file, { sensorWidthMm, imagePx }),
    [file, sensorWidthMm, imagePx],
  );
  const use = async () => {
    if (read.ok && (await change(partFromImport(read.value, file.name)))) onDone();
  };
  return (
    <section className="lens-preview" aria-label="The file">
      <h3>
        {file.name} <small>{formatName(file.format)}</small>
      </h3>
      {file.format === 'opencv' && (
        <div className="lens-fields">
          <LensNumber
            label="Sensor width when it was filmed"
            unit="mm"
            value={sensorWidthMm}
            disabled={false}
            onChange={setWidth}
          />
          <LensNumber
            label="Picture width if the file lacks it"
            unit="px"
            value={imagePx[0]}
            disabled={false}
            onChange={(px) => setPx([px, imagePx[1]])}
          />
          <LensNumber
            label="Height"
            unit="px"
            value={imagePx[1]}
            disabled={false}
            onChange={(px) => setPx([imagePx[0], px])}
          />
        </div>
      )}
      {read.ok ? (
        <>
          <dl className="number">
            {lensSummary(read.value).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {read.value.notes.map((words) => (
            <p key={words} className="lens-note">
              {words}
            </p>
          ))}
        </>
      ) : (
        <ul className="setup-fault" role="alert">
          {read.fault.slice(0, 6).map((problem) => (
            <li key={problemText(problem)}>▲ {problemText(problem)}</li>
          ))}
        </ul>
      )}
      <div className="setup-row">
        {read.ok && (
          <button
            type="button"
            className="button lens-apply"
            disabled={disabled}
            onClick={() => void use()}
          >
            Use this lens
          </button>
        )}
        <button type="button" className="button" onClick={onDone}>
          Put the file away
        </button>
      </div>
    </section>
  );
}
