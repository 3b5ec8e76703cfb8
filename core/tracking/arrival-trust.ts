import { copyPose, createPose, type Pose, vec3 } from '../math.ts';
import { turnBetween } from './motion.ts';

/** A movement over two samples tells the times apart from so far on: m and rad. */
const tellingLength = 0.001;
/** So many samples have a say; the first verdict needs half of them. */
const memory = 64;
/** The other times must be so much smoother before they are followed: less is chance. */
const muchSmoother = 0.8;

/**
 * Whether a source without time stamps takes its poses when it sends them, or at a steady rhythm of which
 * the way disturbs only the arrivals. The movement tells: no camera jerks, so the times on which its poses lie
 * more smoothly are the true ones. Each pose is compared with the straight line between its two neighbours;
 * what a curve leaves of it is the same by both times, and a tracker's noise too.
 */
export class ArrivalTrust {
  readonly #poses = [createPose(), createPose(), createPose()] as const;
  readonly #arrivals = new Float64Array(3);
  readonly #slots = new Float64Array(3);
  #count = 0;
  #told = 0;
  #roughByArrival = 0;
  #roughBySlot = 0;
  /** Poses are of the moment of their arrival; false: of their slot in the source's rhythm. */
  isByArrival = false;

  /** A pose was taken; its time by its arrival, and by the source's rhythm, ms. Allocates nothing. */
  hear(pose: Readonly<Pose>, arrivalMs: number, slotMs: number): void {
    const at = this.#count % 3;
    const [a, b, c] = this.#poses;
    copyPose(at === 0 ? a : at === 1 ? b : c, pose);
    this.#arrivals[at] = arrivalMs;
    this.#slots[at] = slotMs;
    this.#count += 1;
    if (this.#count >= 3) this.#compare((at + 1) % 3, (at + 2) % 3, at);
  }

  #compare(first: number, middle: number, last: number): void {
    const [from, between, to] = [this.#pose(first), this.#pose(middle), this.#pose(last)];
    vec3.subtract(wholeMove, to.position, from.position);
    vec3.subtract(partMove, between.position, from.position);
    turnBetween(wholeTurn, from, to);
    turnBetween(partTurn, from, between);
    if (vec3.length(wholeMove) + vec3.length(wholeTurn) < tellingLength) return;
    this.#told = Math.min(memory, this.#told + 1);
    const weight = 1 / this.#told;
    const byArrival = roughness(shareOf(this.#arrivals, first, middle, last));
    const bySlot = roughness(shareOf(this.#slots, first, middle, last));
    this.#roughByArrival += weight * (byArrival - this.#roughByArrival);
    this.#roughBySlot += weight * (bySlot - this.#roughBySlot);
    if (this.#told >= memory / 2) this.#decide();
  }

  #decide(): void {
    if (this.#roughByArrival < muchSmoother * this.#roughBySlot) this.isByArrival = true;
    else if (this.#roughBySlot < muchSmoother * this.#roughByArrival) this.isByArrival = false;
  }

  #pose(index: number): Pose {
    return this.#poses[index] ?? this.#poses[0];
  }
}

/** How far along from `first` to `last` the time of `middle` lies, 0 to 1. */
function shareOf(times: Float64Array, first: number, middle: number, last: number): number {
  const startMs = times[first] ?? 0;
  const spanMs = (times[last] ?? 0) - startMs;
  return spanMs > 0 ? Math.min(1, Math.max(0, ((times[middle] ?? 0) - startMs) / spanMs)) : 0.5;
}

/** How far the middle pose lies from the line at that share of it, m and rad. */
function roughness(share: number): number {
  vec3.scaleAndAdd(off, partMove, wholeMove, -share);
  const metres = vec3.length(off);
  vec3.scaleAndAdd(off, partTurn, wholeTurn, -share);
  return metres + vec3.length(off);
}

const wholeMove = vec3.create();
const partMove = vec3.create();
const wholeTurn = vec3.create();
const partTurn = vec3.create();
const off = vec3.create();
