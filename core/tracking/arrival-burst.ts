import { createPose, type Pose, vec3 } from '../math.ts';
import { turnBetween } from './motion.ts';
import type { PoseRing } from './pose-ring.ts';

/** Packets this close, as part of their source's period, were held up together on the way. */
const together = 0.3;
/** A packet so many periods after the one before was held up, or its source was, or some were lost between. */
const late = 1.4;
/** A movement this long tells when each of its poses was taken: m and rad together. */
const tellingLength = 0.003;
/** And so close to a straight line, as part of it. */
const straight = 0.3;

/**
 * Poses of a source without timestamps count by their arrival. What a stalled network or process held
 * back arrives all at once, and would look like a leap: once the next pose is there, the poses of such a
 * burst, and one that came late, get the times at which a steady movement passes them, between the pose
 * before and the newest. Where nothing moves that could tell, those of a burst are laid out one period apart,
 * ending at their arrival. The newest pose is left alone, however late: it may be that the ones before it are
 * lost, or that the camera stops.
 */
export class ArrivalBurst {
  #count = 0;
  #lastMs = Number.NaN;
  #wasLate = false;

  /**
   * A pose that arrived at `receivedMs` was just pushed. `periodMs`: its source's own rhythm. Moves
   * the times of the poses that came with it, never before the one ahead of them. Allocates nothing.
   */
  spread(ring: PoseRing, receivedMs: number, periodMs: number): void {
    const gapMs = receivedMs - this.#lastMs;
    this.#lastMs = receivedMs;
    this.#count = gapMs < together * periodMs ? this.#count + 1 : 1;
    const isAfterLate = this.#count === 1 && this.#wasLate && gapMs < late * periodMs;
    this.#wasLate = this.#count === 1 && gapMs >= late * periodMs;
    const count = Math.min(isAfterLate ? 2 : this.#count, ring.count - 1);
    if (count < 2 || byMovement(ring, count) || isAfterLate) return;
    evenly(ring, receivedMs, periodMs, count);
  }

  /** The same where the source's slots are known: `isShared` when the pose before it has the same slot, at `timeMs`. */
  spreadSlots(ring: PoseRing, timeMs: number, periodMs: number, isShared: boolean): void {
    this.#count = isShared ? this.#count + 1 : 1;
    const count = Math.min(this.#count, ring.count - 1);
    if (count >= 2) evenly(ring, timeMs, periodMs, count);
  }
}

/** The newest `count` poses, a period apart or closer, end at `timeMs`. */
function evenly(ring: PoseRing, timeMs: number, periodMs: number, count: number): void {
  const spacingMs = Math.min(periodMs, (timeMs - ring.timeMs(count)) / count);
  for (let i = 1; i < count; i++) ring.setTime(i, timeMs - i * spacingMs);
}

/** The same at the times when a steady movement passes them; false, and nothing done, where there is none. */
function byMovement(ring: PoseRing, count: number): boolean {
  ring.read(before, count);
  readStep(wholeMove, wholeTurn, ring, 0);
  const squared = vec3.squaredLength(wholeMove) + vec3.squaredLength(wholeTurn);
  if (squared < tellingLength ** 2 || ring.connected <= count) return false;
  let last = 1;
  for (let i = 1; i < count; i++) {
    readStep(partMove, partTurn, ring, i);
    const share = (vec3.dot(wholeMove, partMove) + vec3.dot(wholeTurn, partTurn)) / squared;
    vec3.scaleAndAdd(partMove, partMove, wholeMove, -share);
    vec3.scaleAndAdd(partTurn, partTurn, wholeTurn, -share);
    const aside = vec3.squaredLength(partMove) + vec3.squaredLength(partTurn);
    if (!(share > 0 && share < last) || aside > straight ** 2 * squared) return false;
    shares[i] = share;
    last = share;
  }
  const startMs = ring.timeMs(count);
  const spanMs = ring.timeMs(0) - startMs;
  for (let i = 1; i < count; i++) ring.setTime(i, startMs + (shares[i] ?? 0) * spanMs);
  return true;
}

/** From the pose before the burst to the one `ago` places before the newest. */
function readStep(move: vec3, turn: vec3, ring: PoseRing, ago: number): void {
  ring.read(pose, ago);
  vec3.subtract(move, pose.position, before.position);
  turnBetween(turn, before, pose);
}

const before: Pose = createPose();
const pose: Pose = createPose();
const wholeMove = vec3.create();
const wholeTurn = vec3.create();
const partMove = vec3.create();
const partTurn = vec3.create();
const shares = new Float64Array(192);
