import { radFromDeg } from '../../math.ts';
import type { Stage } from '../../show/stage-schema.ts';
import { wallMiddle } from './wall-middle.ts';

/** Pixels per radian of a picture where it is looked at straight. */
export function pictureDensity(
  width: number,
  height: number,
  projection: 'panorama' | 'plate' | 'layers',
  fieldOfViewDeg: number,
): number {
  const isAround = projection === 'panorama' || (projection === 'layers' && width === 2 * height);
  if (isAround) return width / (2 * Math.PI);
  // A flat picture has width / (2·tan(α/2)) pixels per radian in its middle.
  return width / (2 * Math.tan(radFromDeg(fieldOfViewDeg) / 2));
}

/**
 * Pixels per radian of the finest picture wall, seen from `eye` (stage space, metres): distance to its middle
 * ÷ pitch. `null` where the stage has no wall that shows pictures and whose pitch is known.
 */
export function wallDensity(stage: Stage, eye: readonly [number, number, number]): number | null {
  const densities = stage.walls.flatMap((wall) => {
    const middle = wall.role === 'picture' ? wallMiddle(wall) : undefined;
    if (!middle) return [];
    const [x, y, z] = middle.point;
    return [Math.hypot(x - eye[0], y - eye[1], z - eye[2]) / middle.pitchM];
  });
  return densities.length > 0 ? Math.max(...densities) : null;
}
