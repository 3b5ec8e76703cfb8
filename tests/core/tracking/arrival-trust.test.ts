import { describe, expect, it } from 'vitest';
import { type Pose, quatFromRotationDeg } from '../../../core/math.ts';
import { ArrivalTrust } from '../../../core/tracking/arrival-trust.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

const periodMs = 1000 / 120;
const noiseM = 0.0003;

/** A camera by hand: half a metre and 20 degrees to each side, four seconds long. */
const swing = (ms: number): Pose => ({
  position: [0.5 * Math.sin(ms / 640), 1.6, 0.1 * Math.sin(ms / 900)],
  orientation: quatFromRotationDeg([0, 0, 0, 1], [0, 20 * Math.sin(ms / 640), 0]),
});
const stand = (): Pose => ({ position: [0, 1.6, 0], orientation: [0, 0, 0, 1] });

/** `takenMs` of a packet that was due at a time and arrived later. */
type Taken = (dueMs: number, arrivedMs: number) => number;
const atItsSlot: Taken = (dueMs) => dueMs;
const whenItIsSent: Taken = (_dueMs, arrivedMs) => arrivedMs;

function heard(seed: string, move: (ms: number) => Pose, taken: Taken, trust = new ArrivalTrust()) {
  const random = seededRandom(printedSeed(seed));
  for (let i = 0; i < 400; i++) {
    const dueMs = i * periodMs;
    const arrivedMs = dueMs + 4 * random();
    const pose = move(taken(dueMs, arrivedMs));
    for (let axis = 0; axis < 3; axis++) {
      pose.position[axis] = (pose.position[axis] ?? 0) + noiseM * (random() - 0.5);
    }
    trust.hear(pose, arrivedMs, dueMs);
  }
  return trust;
}

describe('the times of a source that tells none', () => {
  it('are those of its rhythm where only the way disturbs its packets', () => {
    expect(heard('disturbed way', swing, atItsSlot).isByArrival).toBe(false);
  });

  it('are its arrivals where it takes a pose whenever it gets to send one', () => {
    expect(heard('late sender', swing, whenItIsSent).isByArrival).toBe(true);
  });

  it('follow a source that changes its ways', () => {
    const trust = heard('late sender, then disturbed way', swing, whenItIsSent);
    expect(heard('disturbed way after it', swing, atItsSlot, trust).isByArrival).toBe(false);
  });

  it('are what they were while nothing moves that could tell', () => {
    expect(heard('at rest', stand, whenItIsSent).isByArrival).toBe(false);
    const trust = heard('late sender before a rest', swing, whenItIsSent);
    expect(heard('rest after it', stand, atItsSlot, trust).isByArrival).toBe(true);
  });
});
