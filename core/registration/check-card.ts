import { type Triple, vec3 } from '../math.ts';
import type { WallGeometry } from '../stage/wall-geometry.ts';
import { wallHit } from '../stage/wall-hit.ts';

/** Where on a wall a point of the stage must appear. Continuous wall pixels, metres. */
export interface Appearance {
  x: number;
  y: number;
  /** From the pupil to the wall along the line of sight, and to the point. */
  wallM: number;
  pointM: number;
}

/** A point this near the wall, as a share of the way to it, is on it. */
const onWall = 1e-6;

/**
 * The wall pixel in which the line from the entrance pupil to a stage point crosses the wall, or
 * `undefined` where it does not (DESIGN section 7: the rule of every picture). A point on the wall is
 * its own pixel from everywhere: it tests walls and slices, not tracking. A far point behind the wall
 * moves with the pupil: it tests tracking.
 */
export function appearanceOf(
  wall: WallGeometry,
  pupil: Readonly<vec3>,
  point: Readonly<Triple>,
): Appearance | undefined {
  const sight = vec3.subtract(vec3.create(), point, pupil);
  const hit = wallHit(wall, vec3.clone(pupil), sight);
  if (!hit) return undefined;
  const pointM = vec3.length(sight);
  return { x: hit.x, y: hit.y, wallM: hit.t * pointM, pointM };
}

/** How a point must move on the wall when the pupil moves, in wall pixels: x to the right, y down. */
export interface ExpectedMotion {
  xPx: number;
  yPx: number;
  /** `still`: on the wall; `with` the camera: behind it; `against`: in front of it. */
  sense: 'still' | 'with' | 'against';
}

/**
 * The movement of a stage point on the wall while the pupil goes from one place to another, or
 * `undefined` where it is not on the wall at both. Square to a flat wall it is the pupil's own movement
 * times 1 − wall distance / point distance: nothing on the wall, all of it at infinity. Whoever sees a
 * far mark go the other way has a mirrored axis; at another size, a wrong scale.
 */
export function expectedMotion(
  wall: WallGeometry,
  from: Readonly<vec3>,
  to: Readonly<vec3>,
  point: Readonly<Triple>,
): ExpectedMotion | undefined {
  const before = appearanceOf(wall, from, point);
  const after = appearanceOf(wall, to, point);
  if (!before || !after) return undefined;
  const behind = 1 - before.wallM / before.pointM;
  const sense = Math.abs(behind) < onWall ? 'still' : behind > 0 ? 'with' : 'against';
  return { xPx: after.x - before.x, yPx: after.y - before.y, sense };
}

/** What the operator should see, for the card. */
export function motionInWords({ xPx, yPx, sense }: ExpectedMotion): string {
  if (sense === 'still') return 'stands still on the wall';
  const shift = shiftInWords(xPx, yPx);
  const way = sense === 'with' ? 'with the camera' : 'against the camera';
  return shift === undefined ? 'hardly moves' : `moves ${way}, ${shift}`;
}

/** 12 px to the right and 3 px up; `undefined` for less than half a pixel. x to the right, y down. */
export function shiftInWords(xPx: number, yPx: number): string | undefined {
  const parts = [
    Math.abs(xPx) >= 0.5 && `${Math.round(Math.abs(xPx))} px to the ${xPx > 0 ? 'right' : 'left'}`,
    Math.abs(yPx) >= 0.5 && `${Math.round(Math.abs(yPx))} px ${yPx > 0 ? 'down' : 'up'}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join(' and ');
}
