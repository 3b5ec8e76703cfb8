import { createPose, quat, vec3 } from '../../../core/math.ts';
import { createVelocity } from '../../../core/tracking/motion.ts';
import { type ContenderName, createContenders } from './contenders.ts';
import { angleBetween, pxPerTangent, swimPx2 } from './picture.ts';
import { randomFrom } from './random.ts';
import { trackerHz, wallHz } from './run-move.ts';
import { type Noise, Tracker } from './tracker.ts';

/** Root mean square of what noise makes of a camera that stands still. */
export interface Rest {
  /** Points of the picture about where they belong, px: slow wander counts as well. */
  pointsPx: number;
  /** The outline of the inner frustum, from rotation alone, px; points do not move with it. */
  outlinePx: number;
}

const firstFrame = 90;
const frames = firstFrame + 10 * wallHz;

export function runRest(
  noise: Noise,
  horizonMs: number,
  seed: number,
): Record<ContenderName, Rest> {
  const truth = createPose();
  vec3.set(truth.position, 0.3, 1.6, 1.1);
  quat.setAxisAngle(truth.orientation, [0, 1, 0], 0.2);
  const still = (out: typeof truth) => {
    vec3.copy(out.position, truth.position);
    quat.copy(out.orientation, truth.orientation);
    return out;
  };
  const tracker = new Tracker(still, trackerHz, noise, randomFrom(seed));
  const contenders = createContenders();
  const [drawn, velocity] = [createPose(), createVelocity()];
  const sums = contenders.map(() => ({ points: 0, outline: 0 }));
  for (let frame = 0; frame < frames; frame++) {
    tracker.runTo((frame * 1000) / wallHz, (timeMs, pose) => {
      for (const contender of contenders) contender.push(timeMs, pose);
    });
    if (frame < firstFrame) continue;
    for (const [i, { predict }] of contenders.entries()) {
      predict(drawn, velocity, tracker.ring, horizonMs);
      const sum = sums[i];
      if (!sum) continue;
      sum.points += swimPx2(drawn, truth);
      sum.outline += (angleBetween(drawn.orientation, truth.orientation) * pxPerTangent) ** 2;
    }
  }
  const root = (sum = 0) => Math.sqrt(sum / (frames - firstFrame));
  return Object.fromEntries(
    contenders.map(({ name }, i) => [
      name,
      { pointsPx: root(sums[i]?.points), outlinePx: root(sums[i]?.outline) },
    ]),
  ) as Record<ContenderName, Rest>;
}
