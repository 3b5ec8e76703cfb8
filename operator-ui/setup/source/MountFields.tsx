import type { Camera } from '../../../core/show/camera-schema.ts';
import { useDesk } from '../../link/desk.ts';
import { PlacedFields } from '../PlacedFields.tsx';

/** Where the camera's imaging plane is on the tracked body; used while the pose is the tracker's. */
export function MountFields({ camera, disabled }: { camera: Camera; disabled: boolean }) {
  const desk = useDesk();
  const { poseIs } = camera.source;
  const isUnused = poseIs === 'sensor' || poseIs === 'pupil';
  return (
    <section aria-label="Mount">
      <h3>Mount: the imaging plane on the tracked body</h3>
      {isUnused && (
        <p className="setup-hint">
          Not used: the pose is the {poseIs === 'sensor' ? 'sensor’s' : 'pupil’s'} own.
        </p>
      )}
      <PlacedFields
        name="Mount"
        value={camera.mount}
        disabled={disabled}
        onChange={(part) =>
          void desk.command({
            type: 'camera.set',
            id: camera.id,
            mount: { ...camera.mount, ...part },
          })
        }
      />
    </section>
  );
}
