import { angleBetween, type Pose, quat, vec3 } from '../math.ts';

/** The blend never moves a picture by more than this in one wall frame (reliability goal R1). */
const metresPerFrame = 0.018;
const radiansPerFrame = (0.45 * Math.PI) / 180;
const leastMs = 250;
/** A camera found this far away was moved: it is followed within `mostMs`, however fast that is. */
const mostMs = 1000;
/** Speed of the blend at its middle, as a multiple of its mean. */
const peak = 1.5;

const none = quat.create();

/**
 * Takes a camera from where it was held to where its tracker finds it again, without a jump: what
 * they differ by is added to the tracker's poses and dies away (3s² − 2s³). Allocates nothing.
 */
export class EasedReturn {
  readonly #shift = vec3.create();
  readonly #turn = quat.create();
  #startMs = Number.NEGATIVE_INFINITY;
  #lengthMs = 0;

  /** From `shown`, drawn last, to `found`, which would be drawn now. `framePeriodMs` is the wall's. */
  begin(shown: Readonly<Pose>, found: Readonly<Pose>, nowMs: number, framePeriodMs: number): void {
    const metres = vec3.distance(shown.position, found.position);
    const radians = angleBetween(shown.orientation, found.orientation);
    const frames = Math.max(metres / metresPerFrame, radians / radiansPerFrame);
    const lengthMs = Math.min(mostMs, Math.max(leastMs, peak * frames * framePeriodMs));
    this.beginFor(lengthMs, shown, found, nowMs);
  }

  /** The same within a given time, ms. */
  beginFor(lengthMs: number, shown: Readonly<Pose>, found: Readonly<Pose>, nowMs: number): void {
    vec3.subtract(this.#shift, shown.position, found.position);
    quat.conjugate(this.#turn, found.orientation);
    quat.multiply(this.#turn, shown.orientation, this.#turn);
    this.#startMs = nowMs;
    this.#lengthMs = lengthMs;
  }

  /** Adds what is left of the difference to a pose. */
  apply(pose: Pose, nowMs: number): Pose {
    const t = (nowMs - this.#startMs) / this.#lengthMs;
    if (!(t < 1)) return pose;
    const s = Math.max(0, t);
    const left = 1 - s * s * (3 - 2 * s);
    vec3.scaleAndAdd(pose.position, pose.position, this.#shift, left);
    quat.slerp(part, none, this.#turn, left);
    quat.multiply(pose.orientation, part, pose.orientation);
    return pose;
  }
}

const part = quat.create();
