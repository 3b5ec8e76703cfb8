import type { Camera } from '../../core/show/camera-schema.ts';
import type { CameraStatusReport } from '../../core/wire/status.ts';
import { useDesk } from '../link/desk.ts';
import { useLive } from '../link/show-store.ts';
import { SetupKey } from '../setup/SetupKey.tsx';
import { AgeSparkline } from './AgeSparkline.tsx';
import { CameraFigures } from './CameraFigures.tsx';
import { ChainTable } from './ChainTable.tsx';
import { InnerFrustumControls } from './InnerFrustumControls.tsx';
import { SourceControls } from './SourceControls.tsx';

interface Props {
  camera: Camera;
  report: CameraStatusReport | undefined;
  isHeld: boolean;
  isOpen: boolean;
  onOpen(): void;
}

/** A camera's state in one line, and everything about it when it is open. */
export function CameraCard({ camera, report, isHeld, isOpen, onOpen }: Props) {
  const desk = useDesk();
  const live = useLive();
  const { device, subject } = camera.source;
  return (
    <article className="camera" data-open={isOpen}>
      <header>
        <button type="button" className="camera-title" aria-expanded={isOpen} onClick={onOpen}>
          <strong>{camera.id}</strong>
          <span>
            {device} · {subject}
          </span>
        </button>
        <StatusChip report={report} />
        <button
          type="button"
          className="button"
          aria-pressed={isHeld}
          data-inhibit={isHeld}
          disabled={!live}
          onClick={() =>
            void desk.command({ type: 'camera.holdTracking', id: camera.id, on: !isHeld })
          }
        >
          HOLD
        </button>
      </header>
      {isOpen && (
        <>
          <SetupKey cameraId={camera.id} />
          <SourceControls camera={camera} disabled={!live} />
          <AgeSparkline cameraId={camera.id} />
          {report && <CameraFigures report={report} />}
          {report && <ChainTable chain={report.chain} poseIs={camera.source.poseIs} />}
          <InnerFrustumControls
            id={camera.id}
            settings={camera.innerFrustum}
            overscan={report?.overscan}
            disabled={!live}
          />
        </>
      )}
    </article>
  );
}

export function StatusChip({ report }: { report: CameraStatusReport | undefined }) {
  const status = report?.status ?? 'lost';
  return (
    <span className="chip" data-tone={status === 'ok' ? 'plain' : 'fault'}>
      {status.toUpperCase()}
    </span>
  );
}
