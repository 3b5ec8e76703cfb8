import {
  type AxisMap,
  composeAxes,
  houseAxes,
  invertAxes,
} from '../../core/registration/axis-map.ts';
import type { Registration } from '../../core/registration/registration.ts';
import type { Camera } from '../../core/show/camera-schema.ts';
import { useDesk } from '../link/desk.ts';
import { rereadAims } from './aim/use-aims.ts';
import { rereadMeasured } from './align/align-store.ts';

/** Sets the order of a camera's axes, and a registration with it; what was measured before is read by it, too. */
export function useAxesChange(
  camera: Camera,
): (axes: AxisMap, registration?: Registration) => Promise<void> {
  const desk = useDesk();
  const { id, source } = camera;
  return async (axes, registration) => {
    const said = await desk.command({
      type: 'camera.set',
      id,
      source: { axes: [...axes] },
      ...(registration && { registration }),
    });
    if (!said.ok) return;
    const map = composeAxes(axes, invertAxes(source.axes ?? houseAxes));
    rereadMeasured(id, map);
    rereadAims(id, map);
  };
}
