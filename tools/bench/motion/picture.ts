import { createPose, type Pose, quat, vec3 } from '../../../core/math.ts';

/** The picture of T7: a 35 mm lens on the recorded area of the demo show, 3840 px wide. */
export const widthPx = 3840;
export const tanHalfWidth = 24.89 / 2 / 35;
export const tanHalfHeight = 14 / 2 / 35;
export const pxPerTangent = widthPx / 2 / tanHalfWidth;
/** From the pupil to the wall, which faces the camera wherever that truly looks, m. */
export const wallMetres = 3;

/** The middle of the view and its corners, as tangents. */
const directions = [
  [0, 0],
  [-tanHalfWidth, -tanHalfHeight],
  [tanHalfWidth, -tanHalfHeight],
  [-tanHalfWidth, tanHalfHeight],
  [tanHalfWidth, tanHalfHeight],
] as const;

const back = quat.create();
const eye = vec3.create();
const point = vec3.create();
const turn = quat.create();
const relative = createPose();

/** The drawn pose in the axes of the true one. */
function drawnInTrue(drawn: Readonly<Pose>, truth: Readonly<Pose>): Pose {
  quat.conjugate(back, truth.orientation);
  vec3.subtract(eye, drawn.position, truth.position);
  vec3.transformQuat(relative.position, eye, back);
  quat.multiply(relative.orientation, back, drawn.orientation);
  return relative;
}

/**
 * Mean square of how far points at infinity stand from where they belong in the camera's picture,
 * px². They are drawn where their line from the drawn pupil meets the wall; turning the camera about
 * its pupil moves none of them.
 */
export function swimPx2(drawn: Readonly<Pose>, truth: Readonly<Pose>): number {
  const { position } = drawnInTrue(drawn, truth);
  const x = position[0];
  const y = position[1];
  const z = position[2];
  let sum = 0;
  for (const [u, v] of directions) {
    const depth = wallMetres + z;
    const seenX = (x + u * depth) / wallMetres;
    const seenY = (y + v * depth) / wallMetres;
    sum += (seenX - u) ** 2 + (seenY - v) ** 2;
  }
  return (sum * pxPerTangent ** 2) / directions.length;
}

/** Whether all of the true view on the wall lies in the drawn frustum, `overscan` times as wide. */
export function isContained(
  drawn: Readonly<Pose>,
  truth: Readonly<Pose>,
  overscan: number,
): boolean {
  const { position, orientation } = drawnInTrue(drawn, truth);
  quat.conjugate(turn, orientation);
  for (const [u, v] of directions) {
    vec3.set(point, u * wallMetres, v * wallMetres, -wallMetres);
    vec3.subtract(point, point, position);
    vec3.transformQuat(point, point, turn);
    const isInside =
      point[2] < 0 &&
      Math.abs(point[0] / point[2]) <= overscan * tanHalfWidth &&
      Math.abs(point[1] / point[2]) <= overscan * tanHalfHeight;
    if (!isInside) return false;
  }
  return true;
}

/** Angle between two orientations, rad. */
export function angleBetween(a: Readonly<quat>, b: Readonly<quat>): number {
  quat.conjugate(back, a);
  quat.multiply(back, b, back);
  return 2 * Math.atan2(Math.hypot(back[0], back[1], back[2]), Math.abs(back[3]));
}
