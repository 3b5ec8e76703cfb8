import { createPose, type Pose, quat, vec3 } from '../../../core/math.ts';
import { angleBetween } from './picture.ts';

/** As in reference table 6.3, per °/s and per cm/s; the cutoff of the speed is the paper's. */
const leastCutoffHz = 1.5;
const betaPerRadian = (0.4 * 180) / Math.PI;
const betaPerMetre = 0.4 * 100;
const speedCutoffHz = 1;

/** Share of a new value in an exponential mean with this cutoff. */
const share = (cutoffHz: number, ms: number): number => 1 / (1 + 500 / (Math.PI * cutoffHz * ms));

/**
 * The 1€ filter (Casiez, Roussel and Vogel, CHI 2012) on position (m) and, by slerp with the angular
 * speed (rad/s), on rotation: a low pass whose cutoff rises with the filtered speed.
 */
export class OneEuro {
  readonly pose = createPose();
  readonly #raw = createPose();
  readonly #step = vec3.create();
  readonly #velocity = vec3.create();
  #angularSpeed = 0;
  #timeMs = Number.NaN;

  push(timeMs: number, { position, orientation }: Readonly<Pose>): void {
    const ms = timeMs - this.#timeMs;
    if (ms > 0) {
      vec3.subtract(this.#step, position, this.#raw.position);
      vec3.scale(this.#step, this.#step, 1000 / ms);
      const speedShare = share(speedCutoffHz, ms);
      vec3.lerp(this.#velocity, this.#velocity, this.#step, speedShare);
      const angularSpeed = (angleBetween(this.#raw.orientation, orientation) * 1000) / ms;
      this.#angularSpeed += speedShare * (angularSpeed - this.#angularSpeed);
      for (let axis = 0; axis < 3; axis++) {
        const cutoff = leastCutoffHz + betaPerMetre * Math.abs(this.#velocity[axis] ?? 0);
        const old = this.pose.position[axis] ?? 0;
        this.pose.position[axis] = old + share(cutoff, ms) * ((position[axis] ?? 0) - old);
      }
      const turnShare = share(leastCutoffHz + betaPerRadian * this.#angularSpeed, ms);
      quat.slerp(this.pose.orientation, this.pose.orientation, orientation, turnShare);
    } else if (Number.isNaN(ms)) {
      vec3.copy(this.pose.position, position);
      quat.copy(this.pose.orientation, orientation);
    }
    this.#timeMs = timeMs;
    vec3.copy(this.#raw.position, position);
    quat.copy(this.#raw.orientation, orientation);
  }
}
