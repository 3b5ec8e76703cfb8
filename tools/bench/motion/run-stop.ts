import {
  createPose,
  degFromRad,
  type Pose,
  quatFromRotationDeg,
  vec3,
} from '../../../core/math.ts';
import { createVelocity } from '../../../core/tracking/motion.ts';
import { type ContenderName, createContenders } from './contenders.ts';
import { randomFrom } from './random.ts';
import { trackerHz, wallHz } from './run-move.ts';
import { type Noise, Tracker } from './tracker.ts';
import { leastJerk } from './travel.ts';

/** How a whip-pan's stop was drawn by one contender. */
export interface Stop {
  /** How far the drawn pan ran past the mark, degrees. */
  overshootDeg: number;
  /** Frames after the stop was in the samples until the pan stayed on the mark. */
  framesToSettle: number;
}

const startMs = 700;
const watchedMs = 400;
/** On the mark: this much beyond three deviations of the tracker's own noise. */
const onMarkDeg = 0.05;

/** One whip-pan of 50 to 90 degrees in 0.35 to 0.55 s, and its stop. */
export function runStop(
  noise: Noise,
  horizonMs: number,
  seed: number,
): Record<ContenderName, Stop> {
  const random = randomFrom(seed);
  const markDeg = 50 + 40 * random();
  const lengthMs = 350 + 200 * random();
  const stopMs = startMs + lengthMs;
  const phaseMs = (random() * 1000) / wallHz;
  const tracker = new Tracker(whip(markDeg, lengthMs), trackerHz, noise, random);
  const contenders = createContenders();
  const stops = Object.fromEntries(
    contenders.map(({ name }) => [name, { overshootDeg: 0, framesToSettle: 0 }]),
  ) as Record<ContenderName, Stop>;
  const [drawn, velocity] = [createPose(), createVelocity()];
  let framesAfter = 0;
  for (let now = startMs; now < stopMs + watchedMs; now += 1000 / wallHz) {
    tracker.runTo(now + phaseMs, (timeMs, pose) => {
      for (const contender of contenders) contender.push(timeMs, pose);
    });
    if (now < stopMs - 200) continue;
    const newestMs = tracker.ring.timeMs(0);
    if (newestMs >= stopMs) framesAfter += 1;
    for (const { name, predict } of contenders) {
      predict(drawn, velocity, tracker.ring, horizonMs);
      const beyond = panDeg(drawn) - markDeg;
      const stop = stops[name];
      stop.overshootDeg = Math.max(stop.overshootDeg, beyond);
      const isOff = Math.abs(beyond) > onMarkDeg + 3 * noise.degrees;
      if (newestMs >= stopMs && isOff) stop.framesToSettle = framesAfter;
    }
  }
  return stops;
}

const whip =
  (markDeg: number, lengthMs: number) =>
  (out: Pose, tMs: number): Pose => {
    vec3.set(out.position, 0, 1.6, 0);
    quatFromRotationDeg(out.orientation, [0, markDeg * leastJerk((tMs - startMs) / lengthMs), 0]);
    return out;
  };

const panDeg = ({ orientation }: Readonly<Pose>): number =>
  degFromRad(2 * Math.atan2(orientation[1], orientation[3]));
