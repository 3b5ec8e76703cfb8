import { createPose, type Pose, quat, vec3 } from '../../../../core/math.ts';

/** What is to be drawn. */
export interface WantedFrame {
  k: number;
  pose: Pose;
}

/** One contender: what it draws on a refresh. */
export interface PoseSource {
  /** Fills in the frame for a refresh at a local time; `false` when there is nothing to draw yet. */
  frameAt(refreshMs: number, out: WantedFrame): boolean;
  /** Frame k has been read back at a local time; how long after its own time that was, where frames have one. */
  shown?(k: number, localMs: number): number;
  /** Where frames are due on somebody's word instead of on a refresh: called with what draws one. */
  drawWhenTold?(draw: () => void): void;
}

export const createWantedFrame = (): WantedFrame => ({ k: 0, pose: createPose() });

/** x, y, z, then the quaternion x, y, z, w, as messages have them. */
export function setPose(out: Pose, numbers: ArrayLike<number>): void {
  const at = (i: number): number => numbers[i] ?? 0;
  vec3.set(out.position, at(0), at(1), at(2));
  quat.set(out.orientation, at(3), at(4), at(5), at(6));
}

const numbers = new Float64Array(7);
const bytes = new Uint8Array(numbers.buffer);

/** 32-bit FNV-1a over all bits of a pose: two poses that are the same have the same. */
export function poseHash({ position, orientation }: Readonly<Pose>): number {
  for (let i = 0; i < 3; i++) numbers[i] = position[i] ?? 0;
  for (let i = 0; i < 4; i++) numbers[3 + i] = orientation[i] ?? 0;
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
