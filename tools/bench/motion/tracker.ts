import { createPose, type Pose, quat, vec3 } from '../../../core/math.ts';
import { quatFromRotationVector } from '../../../core/tracking/motion.ts';
import { PoseRing } from '../../../core/tracking/pose-ring.ts';
import type { Move } from './moves.ts';
import { normal } from './random.ts';

export interface Noise {
  /** Root mean square of a sample's whole error, all axes together, as in reference table 6.3. */
  degrees: number;
  millimetres: number;
}

const turned = vec3.create();
const turn = quat.create();

/** A tracker that follows a move at `rateHz` with seeded noise, into a ring. */
export class Tracker {
  readonly ring = new PoseRing();
  readonly #move: Move;
  readonly #noise: Noise;
  readonly #periodMs: number;
  readonly #random: () => number;
  readonly #pose = createPose();
  #next = 0;

  constructor(move: Move, rateHz: number, noise: Noise, random: () => number) {
    this.#move = move;
    this.#noise = noise;
    this.#periodMs = 1000 / rateHz;
    this.#random = random;
  }

  /** Samples up to `tMs`, each shown to `onSample`. */
  runTo(tMs: number, onSample: (timeMs: number, pose: Readonly<Pose>) => void = () => {}): void {
    for (; this.#next * this.#periodMs <= tMs; this.#next++) {
      const timeMs = this.#next * this.#periodMs;
      this.#addNoise(this.#move(this.#pose, timeMs));
      this.ring.push(timeMs, this.#pose);
      onSample(timeMs, this.#pose);
    }
  }

  #addNoise({ position, orientation }: Pose): void {
    const metres = this.#noise.millimetres / 1000 / Math.sqrt(3);
    const radians = (this.#noise.degrees * Math.PI) / 180 / Math.sqrt(3);
    for (let axis = 0; axis < 3; axis++) {
      position[axis] = (position[axis] ?? 0) + metres * normal(this.#random);
      turned[axis] = radians * normal(this.#random);
    }
    quatFromRotationVector(turn, turned);
    quat.multiply(orientation, turn, orientation);
  }
}
