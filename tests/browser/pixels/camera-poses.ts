import type { Vector } from '../../support/silhouette.ts';

export interface TestPose {
  position: Vector;
  quaternion: [number, number, number, number];
  /** Columns of the camera's rotation: right, up, back. */
  right: Vector;
  up: Vector;
  back: Vector;
}

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const scaled = (a: Vector, s: number): Vector => [a[0] * s, a[1] * s, a[2] * s];
const sum = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const unit = (a: Vector): Vector => scaled(a, 1 / Math.hypot(...a));

/** A camera at `position` that looks at `target`, rolled clockwise by `rollRad` seen from behind. */
export function lookAt(position: Vector, target: Vector, rollRad = 0): TestPose {
  const back = unit([position[0] - target[0], position[1] - target[1], position[2] - target[2]]);
  const level = unit(cross(Math.abs(back[1]) > 0.99 ? [0, 0, -1] : [0, 1, 0], back));
  const raised = cross(back, level);
  const [c, s] = [Math.cos(rollRad), Math.sin(rollRad)];
  // A clockwise roll takes the camera's right hand down.
  const right = sum(scaled(level, c), scaled(raised, -s));
  const up = cross(back, right);
  return { position, right, up, back, quaternion: quaternionOf(right, up, back) };
}

/** Shepperd's method on the matrix with these columns. */
function quaternionOf(x: Vector, y: Vector, z: Vector): [number, number, number, number] {
  const trace = x[0] + y[1] + z[2];
  const w = Math.sqrt(Math.max(0, 1 + trace)) / 2;
  if (w > 0.1) {
    return [(y[2] - z[1]) / (4 * w), (z[0] - x[2]) / (4 * w), (x[1] - y[0]) / (4 * w), w];
  }
  const qx = Math.sqrt(Math.max(0, 1 + x[0] - y[1] - z[2])) / 2;
  const qy = Math.sqrt(Math.max(0, 1 - x[0] + y[1] - z[2])) / 2;
  const qz = Math.sqrt(Math.max(0, 1 - x[0] - y[1] + z[2])) / 2;
  const sign = (value: number, of: number) => (of < 0 ? -value : value);
  return [sign(qx, y[2] - z[1]), sign(qy, z[0] - x[2]), sign(qz, x[1] - y[0]), w];
}

/** A stage point in a camera's view: tangents right and up, metres ahead. */
export const pointInView = (pose: TestPose, tx: number, ty: number, ahead: number): Vector =>
  sum(
    pose.position,
    sum(
      scaled(pose.right, tx * ahead),
      sum(scaled(pose.up, ty * ahead), scaled(pose.back, -ahead)),
    ),
  );
