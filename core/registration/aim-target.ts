import { vec3 } from '../math.ts';
import { stagePointAt, type WallGeometry } from '../stage/wall-geometry.ts';
import { wallHit } from '../stage/wall-hit.ts';

/** A mark on a wall as the solver needs it: its stage point and what a wall pixel is there, metres. */
export interface AimTarget {
  wall: WallGeometry;
  x: number;
  y: number;
  point: vec3;
  /** One wall pixel to the right and one down, in stage space. */
  right: vec3;
  down: vec3;
  /** Mean of their lengths. */
  pitch: number;
}

/** The target at continuous wall pixels; `undefined` on a mesh and off the wall. */
export function aimTarget(wall: WallGeometry, x: number, y: number): AimTarget | undefined {
  const inside = x >= 0 && x <= wall.width && y >= 0 && y <= wall.height;
  const point = inside ? stagePointAt(vec3.create(), wall, x, y) : undefined;
  const right = point && span(wall, [x - 0.5, y], [x + 0.5, y]);
  const down = point && span(wall, [x, y - 0.5], [x, y + 0.5]);
  if (!point || !right || !down) return undefined;
  const pitch = (vec3.length(right) + vec3.length(down)) / 2;
  return { wall, x, y, point, right, down, pitch };
}

function span(
  wall: WallGeometry,
  from: readonly [number, number],
  to: readonly [number, number],
): vec3 | undefined {
  const a = stagePointAt(vec3.create(), wall, from[0], from[1]);
  const b = stagePointAt(vec3.create(), wall, to[0], to[1]);
  return a && b && vec3.subtract(a, b, a);
}

/**
 * From a mark to where a line of sight meets the wall, in wall pixels: right and down. Off the wall's
 * edges the wall is thought to go on flat; `undefined` only where the line runs beside the wall.
 */
export function missedBy(
  target: AimTarget,
  pupil: vec3,
  direction: vec3,
): [number, number] | undefined {
  const hit = wallHit(target.wall, pupil, direction);
  if (hit) return [hit.x - target.x, hit.y - target.y];
  const normal = vec3.cross(vec3.create(), target.right, target.down);
  const away = vec3.subtract(vec3.create(), target.point, pupil);
  const t = vec3.dot(away, normal) / vec3.dot(direction, normal);
  if (!(t > 0) || !Number.isFinite(t)) return undefined;
  const off = vec3.scaleAndAdd(vec3.create(), pupil, direction, t);
  vec3.subtract(off, off, target.point);
  const along = (axis: vec3) => vec3.dot(off, axis) / vec3.squaredLength(axis);
  return [along(target.right), along(target.down)];
}

/** The wall's front at the mark: the side that it is seen from, of unit length. */
export function frontOf({ right, down }: AimTarget): vec3 {
  const front = vec3.cross(vec3.create(), down, right);
  return vec3.normalize(front, front);
}
