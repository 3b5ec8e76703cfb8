import type { Result } from '../../../core/result.ts';
import type { CameraStatusReport } from '../../../core/wire/status.ts';
import { ImportPreview } from './ImportPreview.tsx';
import { type ChosenFile, exportName, problemText } from './lens-files.ts';
import { exportedLens } from './lens-now.ts';
import { countsOf, readingsOf } from './rings.ts';
import { saveText } from './save-text.ts';
import type { LensProps } from './use-lens-change.ts';

interface Props extends LensProps {
  cameraId: string;
  report: CameraStatusReport | undefined;
  file: Result<ChosenFile> | undefined;
  onFile(file: File): void;
  onDone(): void;
}

/** A lens from a file, after a look at it, and this lens as a file. */
export function FileView(props: Props) {
  const { cameraId, lens, report, file, onFile } = props;
  const save = () => {
    const readings = readingsOf(lens.encoders, countsOf(report?.raw));
    const document = exportedLens(lens, report?.lens, readings);
    saveText(exportName(cameraId, lens.name), JSON.stringify(document, null, 2));
  };
  return (
    <>
      <div className="lens-drop">
        <label className="button lens-choose">
          Choose a lens file
          <input
            type="file"
            className="hidden-text"
            accept=".ulens,.yml,.yaml,.xml,.json,.txt"
            onChange={({ target }) => {
              const [chosen] = target.files ?? [];
              if (chosen) onFile(chosen);
              // The same file may be chosen again after it was mended.
              target.value = '';
            }}
          />
        </label>
        <p className="setup-hint">
          or drop it here: a .ulens of Unreal, a calibration of OpenCV (YAML, XML, JSON), or an
          OpenTrackIO sample in JSON.
        </p>
      </div>
      {file && !file.ok && (
        <p className="setup-fault" role="alert">
          ▲ {file.fault.map(problemText).join(' ')}
        </p>
      )}
      {file?.ok && <ImportPreview {...props} key={file.value.name} file={file.value} />}
      <section className="lens-export" aria-label="Export">
        <button type="button" className="button" onClick={save}>
          Export as OpenTrackIO
        </button>
        <p className="setup-hint">
          Writes the lens as it stands now: sensor, squeeze, focal length, pupil, focus, f-stop,
          offsets and distortion.
        </p>
      </section>
    </>
  );
}
