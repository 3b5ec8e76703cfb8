import type { Mount } from '../../../core/registration/registration.ts';
import { placedFromPose } from '../../../core/registration/registration.ts';
import type { Camera } from '../../../core/show/camera-schema.ts';
import type { CameraStatusReport } from '../../../core/wire/status.ts';
import { useDesk } from '../../link/desk.ts';
import { PlacedFields } from '../PlacedFields.tsx';

interface Props {
  camera: Camera;
  report: CameraStatusReport | undefined;
  disabled: boolean;
}

/** The pose to which a lost camera goes: typed, or the one that it has now. */
export function SafePoseFields({ camera, report, disabled }: Props) {
  const desk = useDesk();
  const { safePose } = camera.conditioning;
  const set = (part: Partial<Mount>) =>
    void desk.command({
      type: 'camera.set',
      id: camera.id,
      conditioning: { safePose: { ...safePose, ...part } },
    });
  const pose = report?.status === 'ok' ? report.pose : null;
  return (
    <>
      <PlacedFields name="Safe pose" value={safePose} disabled={disabled} onChange={set} />
      <button
        type="button"
        className="button"
        disabled={disabled || !pose}
        title={pose ? undefined : 'There is no pose now: the camera must be tracked'}
        onClick={() => {
          if (!pose) return;
          const { position, orientation } = pose;
          set(placedFromPose({ position: [...position], orientation: [...orientation] }));
        }}
      >
        Make the present pose the safe one
      </button>
    </>
  );
}
