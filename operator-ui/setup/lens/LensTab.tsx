import { type DragEvent, useState } from 'react';
import type { Result } from '../../../core/result.ts';
import type { Camera } from '../../../core/show/camera-schema.ts';
import type { CameraStatusReport } from '../../../core/wire/status.ts';
import { CurvesView } from './CurvesView.tsx';
import { FileView } from './FileView.tsx';
import { LearnView } from './LearnView.tsx';
import { LensSettingsView } from './LensSettingsView.tsx';
import './lens.css';
import { type ChosenFile, readLensFile } from './lens-files.ts';
import { otherRefusals } from './lens-refusals.ts';
import { RingsView } from './RingsView.tsx';
import { useLensChange } from './use-lens-change.ts';

interface Props {
  camera: Camera;
  report: CameraStatusReport | undefined;
  disabled: boolean;
}

const views = [
  ['settings', 'Settings'],
  ['rings', 'Rings'],
  ['learn', 'Learn'],
  ['curves', 'Curves'],
  ['file', 'File'],
] as const;

/** The lens of a camera: what it is, what its rings say, its tables, and lens files. */
export function LensTab({ camera, report, disabled }: Props) {
  const [view, setView] = useState<(typeof views)[number][0]>('settings');
  const [file, setFile] = useState<Result<ChosenFile>>();
  const { change, refusals } = useLensChange(camera.id);
  const props = { cameraId: camera.id, lens: camera.lens, report, disabled, change, refusals };
  const open = async (chosen: File) => setFile(await readLensFile(chosen));
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const [dropped] = event.dataTransfer.files;
    if (!dropped) return;
    setView('file');
    void open(dropped);
  };
  return (
    <section
      className="setup-lens"
      aria-label="Lens"
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <div className="choice lens-views">
        {views.map(([name, word]) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === view}
            onClick={() => setView(name)}
          >
            {word}
          </button>
        ))}
      </div>
      {otherRefusals(refusals).map(({ message }) => (
        <p key={message} className="setup-fault" role="alert">
          ▲ {message}
        </p>
      ))}
      {view === 'settings' && <LensSettingsView {...props} />}
      {view === 'rings' && <RingsView {...props} deviceId={camera.source.device} />}
      {view === 'learn' && <LearnView {...props} />}
      {view === 'curves' && <CurvesView {...props} />}
      {view === 'file' && (
        <FileView
          {...props}
          file={file}
          onFile={(chosen) => void open(chosen)}
          onDone={() => setFile(undefined)}
        />
      )}
    </section>
  );
}
