import { createPose, type Pose } from '../../../core/math.ts';
import { createVelocity } from '../../../core/tracking/motion.ts';
import {
  createViewSpeed,
  Overscan,
  type ViewSpeed,
  viewSpeed,
} from '../../../core/tracking/overscan.ts';
import { type ContenderName, contenderNames, createContenders } from './contenders.ts';
import { createMove, type MoveName } from './moves.ts';
import {
  angleBetween,
  isContained,
  swimPx2,
  tanHalfHeight,
  tanHalfWidth,
  wallMetres,
} from './picture.ts';
import { randomFrom } from './random.ts';
import { type Noise, Tracker } from './tracker.ts';

export const horizonsMs = [0, 16.7, 33.3, 50, 83.3] as const;
export const trackerHz = 240;
export const wallHz = 60;
/** The overscan of clause (b). Its least covers how a whip-pan begins after the newest sample. */
export const overscanSetting = { mode: 'live', least: 1.3, most: 2 } as const;

const firstFrame = 60;
const frames = firstFrame + 12 * wallHz;

/** What became of one contender's poses at one horizon. */
export interface Outcome {
  swimPx: number;
  turnDeg: number;
  /** Share of frames whose whole view was drawn. */
  contained: number;
}

export type Outcomes = Record<ContenderName, Outcome[]>;

/** One move, every contender at every horizon on the same samples. */
export function runMove(name: MoveName, noise: Noise, seed: number): Outcomes {
  const random = randomFrom(seed);
  const move = createMove(name, random);
  const tracker = new Tracker(move, trackerHz, noise, random);
  const contenders = createContenders();
  const [drawn, truth, velocity, speed] = [
    createPose(),
    createPose(),
    createVelocity(),
    createViewSpeed(),
  ];
  const tallies = contenders.map(() => horizonsMs.map(() => new Tally()));
  for (let frame = 0; frame < frames; frame++) {
    tracker.runTo((frame * 1000) / wallHz, (timeMs, pose) => {
      for (const contender of contenders) contender.push(timeMs, pose);
    });
    if (frame < firstFrame) continue;
    for (const [h, horizonMs] of horizonsMs.entries()) {
      move(truth, tracker.ring.timeMs(0) + horizonMs);
      for (const [c, contender] of contenders.entries()) {
        contender.predict(drawn, velocity, tracker.ring, horizonMs);
        viewSpeed(speed, drawn, velocity, wallMetres);
        const predictedMs = contender.name === 'ours' || contender.name === 'CV-2' ? horizonMs : 0;
        tallies[c]?.[h]?.add(drawn, truth, speed, horizonMs, predictedMs);
      }
    }
  }
  const outcomes = (index: number) => (tallies[index] ?? []).map((tally) => tally.outcome());
  return Object.fromEntries(contenderNames.map((key, i) => [key, outcomes(i)])) as Outcomes;
}

class Tally {
  readonly #overscan = new Overscan();
  #frames = 0;
  #swimPx2 = 0;
  #rad2 = 0;
  #contained = 0;

  add(
    drawn: Readonly<Pose>,
    truth: Readonly<Pose>,
    speed: Readonly<ViewSpeed>,
    latencyMs: number,
    predictedMs: number,
  ): void {
    const factor = this.#overscan.update(overscanSetting, {
      tanHalfWidth,
      tanHalfHeight,
      speed,
      latencyMs,
      predictedMs,
      isTakeRolling: false,
      elapsedMs: 1000 / wallHz,
    });
    this.#frames += 1;
    this.#swimPx2 += swimPx2(drawn, truth);
    this.#rad2 += angleBetween(drawn.orientation, truth.orientation) ** 2;
    if (isContained(drawn, truth, factor)) this.#contained += 1;
  }

  outcome(): Outcome {
    return {
      swimPx: Math.sqrt(this.#swimPx2 / this.#frames),
      turnDeg: (Math.sqrt(this.#rad2 / this.#frames) * 180) / Math.PI,
      contained: this.#contained / this.#frames,
    };
  }
}
