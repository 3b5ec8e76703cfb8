import type { Camera } from '../../core/show/camera-schema.ts';
import { useDesk } from '../link/desk.ts';
import { useLive } from '../link/show-store.ts';
import { Stepper } from './Stepper.tsx';

/** The two settings that move a camera in time: what is known to be late, and what is made late. */
export function CameraAge({ camera }: { camera: Camera }) {
  const desk = useDesk();
  const disabled = !useLive();
  const set = (part: { trackingAgeMs?: number; holdBackMs?: number }) =>
    void desk.command({ type: 'camera.set', id: camera.id, ...part });
  return (
    <>
      <Stepper
        label={`Tracking age of ${camera.id}`}
        hint="how old a pose is when it arrives: predicted over"
        value={camera.trackingAgeMs}
        most={1000}
        disabled={disabled}
        onChange={(trackingAgeMs) => set({ trackingAgeMs })}
      />
      <Stepper
        label={`Hold back ${camera.id}`}
        hint="makes the wall later; only for set extension"
        value={camera.holdBackMs}
        most={1000}
        disabled={disabled}
        onChange={(holdBackMs) => set({ holdBackMs })}
      />
    </>
  );
}
