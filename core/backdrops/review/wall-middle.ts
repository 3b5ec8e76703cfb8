import { type Triple, vec3 } from '../../math.ts';
import type { Wall } from '../../show/stage-schema.ts';
import { plainStagePointAt, wallGeometry } from '../../stage/wall-geometry.ts';

export interface WallMiddle {
  /** Stage space, metres. */
  point: Triple;
  /** From one pixel to the next across, metres. */
  pitchM: number;
}

/** Where the middle of a wall is and how fine it is there; nothing for a mesh, which has no closed form. */
export function wallMiddle(wall: Wall): WallMiddle | undefined {
  const geometry = wallGeometry(wall);
  const [x, y] = [geometry.width / 2, geometry.height / 2];
  const point = plainStagePointAt(geometry, x, y);
  const next = plainStagePointAt(geometry, x + 1, y);
  if (!point || !next) return undefined;
  const pitchM = vec3.distance(point, next);
  return pitchM > 0 ? { point, pitchM } : undefined;
}
