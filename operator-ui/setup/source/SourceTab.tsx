import type { Camera, PoseIs } from '../../../core/show/camera-schema.ts';
import type { CameraStatusReport } from '../../../core/wire/status.ts';
import { SourceControls } from '../../cameras/SourceControls.tsx';
import { useDesk } from '../../link/desk.ts';
import { Choice } from '../Choice.tsx';
import { useAxesChange } from '../use-axes-change.ts';
import { AxesFields } from './AxesFields.tsx';
import { BackupControls } from './BackupControls.tsx';
import { ConditioningControls } from './ConditioningControls.tsx';
import { MountFields } from './MountFields.tsx';

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
  const changeAxes = useAxesChange(camera);
  const { poseIs, axes } = camera.source;
  const set = (source: Partial<Camera['source']>) =>
    void desk.command({ type: 'camera.set', id: camera.id, source });
  return (
    <div className="setup-source">
      <SourceControls camera={camera} disabled={disabled} />
      <Choice
        label={poseIs ? 'Its pose is the' : 'Its pose is the … (as its protocol says)'}
        options={meanings}
        chosen={poseIs ?? ''}
        disabled={disabled}
        onChoose={(meaning) => set({ poseIs: meaning || undefined })}
      />
      <MountFields camera={camera} disabled={disabled} />
      <AxesFields
        name="Axes of the tracker"
        axes={axes}
        disabled={disabled}
        onChange={(next) => void changeAxes(next)}
      />
      <BackupControls camera={camera} report={report} disabled={disabled} />
      <ConditioningControls camera={camera} report={report} disabled={disabled} />
    </div>
  );
}
