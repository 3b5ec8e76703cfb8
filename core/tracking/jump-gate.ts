import { angleBetween, copyPose, createPose, type Pose, vec3 } from '../math.ts';
import { slackMetres, slackRadians } from './pose-ring.ts';

/** How far a camera may have moved between two samples; Infinity lets everything pass. */
export interface SpeedLimits {
  metresPerSecond: number;
  degreesPerSecond: number;
}

/** So many samples at a new place are no fault any more (reliability goal R3). */
const mostHeld = 5;
/** A new place that nothing contradicts for so long is where the camera is, ms. */
const uncontradictedMs = 50;

/** `pass`: a movement; `held`: a jump, not to be used yet; `moved`: the camera is at a new place. */
export type JumpVerdict = 'pass' | 'held' | 'moved';

/**
 * Holds back poses that no camera can have moved to: a tracker's wrong guess must not reach a wall.
 * After five of them that agree with each other, or when nothing else comes, the camera was indeed
 * moved. Allocates nothing.
 */
export class JumpGate {
  readonly #last = createPose();
  readonly #waiting = createPose();
  #lastMs = Number.NaN;
  #waitingMs = Number.NaN;
  #quietFromMs = Number.NaN;
  #held = 0;

  /** Judges a pose (stage space) of a time; `periodMs` is the source's rhythm. */
  judge(pose: Readonly<Pose>, timeMs: number, periodMs: number, limits: SpeedLimits): JumpVerdict {
    const isFirst = Number.isNaN(this.#lastMs);
    const elapsedMs = Math.max(periodMs, timeMs - this.#lastMs);
    if (isFirst || isReachable(this.#last, pose, elapsedMs, limits))
      return this.#take(pose, timeMs, 'pass');
    const agrees = this.#held > 0 && isReachable(this.#waiting, pose, periodMs, limits);
    this.#held = agrees ? this.#held + 1 : 1;
    if (this.#held > mostHeld) return this.#take(pose, timeMs, 'moved');
    copyPose(this.#waiting, pose);
    this.#waitingMs = this.#quietFromMs = timeMs;
    return 'held';
  }

  /** Whether a jump has waited long enough without being contradicted; it then counts as taken. */
  isUncontradicted(nowMs: number): boolean {
    if (this.#held === 0 || nowMs - this.#quietFromMs < uncontradictedMs) return false;
    this.#take(this.#waiting, this.#waitingMs, 'moved');
    return true;
  }

  /** Something came that was of no use: the source is not silent, and better may follow. */
  heard(nowMs: number): void {
    this.#quietFromMs = nowMs;
  }

  /** Time of the pose taken last, ms. */
  get lastMs(): number {
    return this.#lastMs;
  }

  /** Whatever comes next is right. */
  clear(): void {
    this.#lastMs = Number.NaN;
    this.#held = 0;
  }

  #take(pose: Readonly<Pose>, timeMs: number, verdict: JumpVerdict): JumpVerdict {
    copyPose(this.#last, pose);
    this.#lastMs = timeMs;
    this.#held = 0;
    return verdict;
  }
}

function isReachable(
  from: Readonly<Pose>,
  to: Readonly<Pose>,
  elapsedMs: number,
  { metresPerSecond, degreesPerSecond }: SpeedLimits,
): boolean {
  const seconds = elapsedMs / 1000;
  const radians = (degreesPerSecond * Math.PI * seconds) / 180;
  return (
    vec3.distance(from.position, to.position) <= slackMetres + metresPerSecond * seconds &&
    angleBetween(from.orientation, to.orientation) <= slackRadians + radians
  );
}
