import { type Pose, quat, vec3 } from '../math.ts';

const stride = 8;

/** Faster than any camera on a stage: such a jump is a new place, not a movement (reliability goal R3). */
const fastestMetresPerMs = 0.01;
const fastestRadiansPerMs = (4 * Math.PI) / 1000;
/** A jump this small says nothing about speed, as packets arrive in bursts. */
export const slackMetres = 0.05;
export const slackRadians = 0.05;
const burstMs = 4;
/** After a gap this long the movement before it says nothing about the one after. */
const pauseMs = 500;

/**
 * The last poses of one camera with their times (ms, rising), newest first by index. Flat and
 * preallocated: a push allocates nothing. `connected` counts the newest poses that are one
 * movement, without a jump or a pause between them: velocity is only taken from those.
 */
export class PoseRing {
  readonly #data: Float64Array;
  readonly #capacity: number;
  #head = 0;
  #count = 0;
  #connected = 0;

  constructor(capacity = 192) {
    this.#capacity = capacity;
    this.#data = new Float64Array(capacity * stride);
  }

  get count(): number {
    return this.#count;
  }

  get connected(): number {
    return this.#connected;
  }

  clear(): void {
    this.#count = 0;
    this.#connected = 0;
  }

  /** Takes in a pose: metres and a unit quaternion, `timeMs` not before the one pushed last. */
  push(timeMs: number, { position, orientation }: Readonly<Pose>): void {
    const previous = this.#offset(0);
    this.#head = (this.#head + 1) % this.#capacity;
    const at = this.#head * stride;
    const data = this.#data;
    data[at] = timeMs;
    for (let i = 0; i < 3; i++) data[at + 1 + i] = position[i] ?? 0;
    for (let i = 0; i < 4; i++) data[at + 4 + i] = orientation[i] ?? 0;
    const moved = this.#count > 0 && this.#isMovement(previous, at);
    this.#count = Math.min(this.#capacity, this.#count + 1);
    this.#connected = moved ? Math.min(this.#capacity, this.#connected + 1) : 1;
  }

  /** Time of the pose `index` places before the newest; NaN where there is none. */
  timeMs(index: number): number {
    return index < this.#count ? (this.#data[this.#offset(index)] ?? Number.NaN) : Number.NaN;
  }

  /** Moves the time of the pose `index` places before the newest; times must stay in order. */
  setTime(index: number, timeMs: number): void {
    if (index < this.#count) this.#data[this.#offset(index)] = timeMs;
  }

  /** Copies the pose `index` places before the newest into `out`. */
  read(out: Pose, index: number): Pose {
    const at = this.#offset(index);
    const d = this.#data;
    vec3.set(out.position, d[at + 1] ?? 0, d[at + 2] ?? 0, d[at + 3] ?? 0);
    quat.set(out.orientation, d[at + 4] ?? 0, d[at + 5] ?? 0, d[at + 6] ?? 0, d[at + 7] ?? 1);
    return out;
  }

  #offset(index: number): number {
    return ((this.#head - index + this.#capacity) % this.#capacity) * stride;
  }

  #isMovement(from: number, to: number): boolean {
    const d = this.#data;
    const elapsedMs = (d[to] ?? 0) - (d[from] ?? 0);
    if (elapsedMs > pauseMs) return false;
    const ms = Math.max(elapsedMs, burstMs);
    let squares = 0;
    for (let i = 1; i <= 3; i++) squares += ((d[to + i] ?? 0) - (d[from + i] ?? 0)) ** 2;
    let dot = 0;
    for (let i = 4; i <= 7; i++) dot += (d[to + i] ?? 0) * (d[from + i] ?? 0);
    const angle = 2 * Math.acos(Math.min(1, Math.abs(dot)));
    return (
      Math.sqrt(squares) <= slackMetres + fastestMetresPerMs * ms &&
      angle <= slackRadians + fastestRadiansPerMs * ms
    );
  }
}
