import { angleBetween, copyPose, createPose, type Pose, quat, vec3 } from '../math.ts';

/** Poses at rest are averaged over about so long, ms. */
const restMs = 300;
/** Two running means of different lengths lie apart by speed times the difference of their lengths, ms. */
const quickMs = 60;
const slowMs = 200;

/** What counts as tremor: the size of a tracker's noise around a camera that stands, m and rad. */
export interface Tremor {
  metres: number;
  radians: number;
}

/**
 * Quiets a camera that stands on a tracker that trembles. As long as nothing drifts and no pose is
 * far from the mean, the mean is what is used; where something moves the pose passes as it is,
 * without lag. Translation and rotation apart. Allocates nothing.
 */
export class TremorFilter {
  readonly #mean = createPose();
  readonly #quick = createPose();
  readonly #slow = createPose();
  #timeMs = Number.NaN;

  /** Filters `pose` in place. `timeMs`: of the sample, not falling. */
  apply(pose: Pose, timeMs: number, { metres, radians }: Tremor): Pose {
    const elapsedMs = timeMs - this.#timeMs;
    this.#timeMs = timeMs;
    if (!(elapsedMs < restMs)) return this.#restart(pose);
    follow(this.#quick, pose, elapsedMs / quickMs, elapsedMs / quickMs);
    follow(this.#slow, pose, elapsedMs / slowMs, elapsedMs / slowMs);
    const drift = distance(this.#quick, this.#slow);
    const turning = angleBetween(this.#quick.orientation, this.#slow.orientation);
    const rest = elapsedMs / restMs;
    follow(
      this.#mean,
      pose,
      Math.max(rest, moving(drift, metres, 1), moving(distance(this.#mean, pose), metres, 2)),
      Math.max(
        rest,
        moving(turning, radians, 1),
        moving(angleBetween(this.#mean.orientation, pose.orientation), radians, 2),
      ),
    );
    return copyPose(pose, this.#mean);
  }

  clear(): void {
    this.#timeMs = Number.NaN;
  }

  #restart(pose: Pose): Pose {
    copyPose(this.#mean, pose);
    copyPose(this.#quick, pose);
    copyPose(this.#slow, pose);
    return pose;
  }
}

/** 0 up to `from` tremors, 1 from twice as many on. */
function moving(size: number, tremor: number, from: number): number {
  if (!(tremor > 0)) return 1;
  const t = Math.min(1, Math.max(0, size / (from * tremor) - 1));
  return t * t * (3 - 2 * t);
}

function follow(out: Pose, pose: Readonly<Pose>, moveShare: number, turnShare: number): void {
  vec3.lerp(out.position, out.position, pose.position, Math.min(1, moveShare));
  quat.slerp(out.orientation, out.orientation, pose.orientation, Math.min(1, turnShare));
}

const distance = (a: Readonly<Pose>, b: Readonly<Pose>): number =>
  vec3.distance(a.position, b.position);
