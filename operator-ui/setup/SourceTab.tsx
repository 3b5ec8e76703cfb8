import type { Camera, PoseIs } from '../../core/show/camera-schema.ts';
import type { CameraStatusReport } from '../../core/wire/status.ts';
import { SourceControls } from '../cameras/SourceControls.tsx';
import { useDesk } from '../link/desk.ts';
import { BackupControls } from './BackupControls.tsx';
import { Choice } from './Choice.tsx';
import { ConditioningControls } from './ConditioningControls.tsx';

interface Props {
  camera: Camera;
  report: CameraStatusReport | undefined;
  disabled: boolean;
}

const meanings: readonly (readonly [PoseIs, string])[] = [
  ['tracker', 'Tracker'],
  ['sensor', 'Sensor'],
  ['pupil', 'Pupil'],
];

/** Which device poses the camera, which one stands by, and what is done with the poses. */
export function SourceTab({ camera, report, disabled }: Props) {
  const desk = useDesk();
  const { poseIs } = camera.source;
  return (
    <div className="setup-source">
      <SourceControls camera={camera} disabled={disabled} />
      <Choice
        label={poseIs ? 'Its pose is the' : 'Its pose is the … (as its protocol says)'}
        options={meanings}
        chosen={poseIs ?? ''}
        disabled={disabled}
        onChoose={(meaning) =>
          void desk.command({ type: 'camera.set', id: camera.id, source: { poseIs: meaning } })
        }
      />
      <BackupControls camera={camera} report={report} disabled={disabled} />
      <ConditioningControls camera={camera} disabled={disabled} />
    </div>
  );
}
