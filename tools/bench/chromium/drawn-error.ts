import { createPose, type Pose, transformPoint, vec3 } from '../../../core/math.ts';
import type { Move } from '../motion/moves.ts';
import type { DrawnFrame } from './page-task.ts';

/** A point on the wall, where the camera looks, in its own axes: it feels turns as well as travel. */
const aimInCamera: vec3 = [0, 0, -3];

const drawn = createPose();
const truth = createPose();
const drawnAim = vec3.create();
const trueAim = vec3.create();

/** How far the camera's aim on a wall 3 m away was drawn from where it truly was when shown, RMS in mm. */
export function aimErrorMm(frames: readonly DrawnFrame[], move: Move): number {
  let sum = 0;
  for (const { pose, shownMs } of frames) {
    setPose(drawn, pose);
    move(truth, shownMs);
    transformPoint(drawnAim, drawn, aimInCamera);
    transformPoint(trueAim, truth, aimInCamera);
    sum += vec3.squaredDistance(drawnAim, trueAim);
  }
  return 1000 * Math.sqrt(sum / frames.length);
}

function setPose({ position, orientation }: Pose, numbers: readonly number[]): void {
  for (let i = 0; i < 3; i++) position[i] = numbers[i] ?? 0;
  for (let i = 0; i < 4; i++) orientation[i] = numbers[3 + i] ?? 0;
}
