import { type Pose, quat } from '../math.ts';
import {
  type AxisMap,
  axisIndex,
  composeAxes,
  houseAxes,
  invertAxes,
  isMirror,
  isOpposite,
} from '../registration/axis-map.ts';
import type { TrackingSample } from './tracking-sample.ts';

type Component = 0 | 1 | 2;

/** A signed order of axes, ready to be applied to every sample. */
export interface PoseAxes {
  map: AxisMap;
  /** Component i of a position is `sign[i]` times component `from[i]` of the tracker's. */
  from: readonly [Component, Component, Component];
  sign: readonly [number, number, number];
  /** The determinant, 1 or −1: a mirror turns every rotation round. */
  handedness: 1 | -1;
}

/** `map`: what the source's `axes` say; absent: the tracker's axes are the house's. */
export function poseAxes(map: AxisMap = houseAxes): PoseAxes {
  const sign = (i: Component) => (isOpposite(map[i]) ? -1 : 1);
  return {
    map,
    from: [axisIndex(map[0]), axisIndex(map[1]), axisIndex(map[2])],
    sign: [sign(0), sign(1), sign(2)],
    handedness: isMirror(map) ? -1 : 1,
  };
}

/**
 * A tracker's pose in house axes, by the signed permutation matrix M of its axes: position p ↦ M·p, in
 * metres as it came, and rotation R ↦ M·R·M⁻¹, which is a rotation also where M is a mirror. For a unit
 * quaternion (v, w) that is (det(M)·M·v, w): the axis goes with the space, and a mirror turns the sense
 * round. In place; allocates nothing.
 */
export function readInHouseAxes(
  { position, orientation }: Pose,
  { from, sign, handedness }: PoseAxes,
): void {
  const x = position[from[0]];
  const y = position[from[1]];
  const z = position[from[2]];
  position[0] = sign[0] * x;
  position[1] = sign[1] * y;
  position[2] = sign[2] * z;
  const i = orientation[from[0]];
  const j = orientation[from[1]];
  const k = orientation[from[2]];
  orientation[0] = handedness * sign[0] * i;
  orientation[1] = handedness * sign[1] * j;
  orientation[2] = handedness * sign[2] * k;
}

/** A pose that was read by one map, in place, as it is by another. */
export function rereadPose(pose: Pose, before: PoseAxes, after: PoseAxes): void {
  readInHouseAxes(pose, poseAxes(composeAxes(after.map, invertAxes(before.map))));
}

/** A sample's pose in tracker space, metres, house axes, its quaternion of unit length. Allocates nothing. */
export function poseFromSample(out: Pose, sample: Readonly<TrackingSample>, axes: PoseAxes): void {
  const { position, orientation } = out;
  position[0] = sample.x;
  position[1] = sample.y;
  position[2] = sample.z;
  orientation[0] = sample.qx;
  orientation[1] = sample.qy;
  orientation[2] = sample.qz;
  orientation[3] = sample.qw;
  quat.normalize(orientation, orientation);
  readInHouseAxes(out, axes);
}
