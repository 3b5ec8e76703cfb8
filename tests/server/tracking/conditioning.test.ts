import { describe, expect, test } from 'vitest';
import { angleBetween, degFromRad, type Pose, vec3 } from '../../../core/math.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { arrivals, dollyAt, type Roughness } from './rough-network.ts';
import { cameraWith, evaluated, sampleAt, trackerOf } from './tracker-fixture.ts';

const seed = printedSeed('conditioning');
const periodMs = 1000 / 60;
const rough: Roughness = { loss: 0.05, jitterMs: 10, reorder: 0.02 };

interface Drawn {
  targetMs: number;
  pose: Pose;
  status: string;
}

type Clock = 'source' | 'sequence' | 'none';

/** What 60 frames a second draw of the dolly through a rough network. */
function drawn(seconds: number, clock: Clock, network: Roughness, run: number): Drawn[] {
  const random = seededRandom(seed + run);
  const tracker = trackerOf(cameraWith({ source: { device: 'd', subject: '1', poseIs: 'pupil' } }));
  const packets = arrivals(seconds, periodMs, network, random);
  const frames: Drawn[] = [];
  let next = 0;
  for (let k = 1; k * periodMs < seconds * 1000; k++) {
    const targetMs = k * periodMs;
    for (; (packets[next]?.receivedMs ?? Infinity) <= targetMs - 25; next++) {
      const packet = packets[next];
      if (!packet) break;
      const { position, orientation } = dollyAt(packet.sentMs);
      const [x, y, z] = position;
      const [qx, qy, qz, qw] = orientation;
      const sourceTimeMs = clock === 'source' ? packet.sentMs + 37_000 : Number.NaN;
      const sequence = clock === 'none' ? Number.NaN : packet.sequence;
      tracker.accept(
        sampleAt(packet.receivedMs, { x, y, z, qx, qy, qz, qw, sourceTimeMs, sequence }),
      );
    }
    const { pose, status } = evaluated(tracker, targetMs);
    const copy = {
      position: vec3.clone(pose.position),
      orientation: [...pose.orientation] as Pose['orientation'],
    };
    frames.push({ targetMs, pose: copy, status });
  }
  return frames;
}

interface Errors {
  mm: number[];
  deg: number[];
}

/** Errors against the true course, after the constant delay that explains most is taken out. */
function errors(frames: readonly Drawn[]): Errors {
  let best: Errors & { sum: number } = { mm: [], deg: [], sum: Infinity };
  for (let delayMs = -20; delayMs <= 60; delayMs += 0.25) {
    const mm = frames.map(
      (frame) =>
        1000 * vec3.distance(frame.pose.position, dollyAt(frame.targetMs - delayMs).position),
    );
    const sum = mm.reduce((total, each) => total + each, 0);
    if (sum >= best.sum) continue;
    const deg = frames.map((frame) =>
      degFromRad(
        angleBetween(frame.pose.orientation, dollyAt(frame.targetMs - delayMs).orientation),
      ),
    );
    best = { mm, deg, sum };
  }
  return best;
}

const p99 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(0.99 * values.length)] ?? Number.NaN;

/** The largest step between two frames that the true course did not make, mm. */
function worstStep(frames: readonly Drawn[]): number {
  const steps = frames.slice(1).map((frame, i) => {
    const before = frames[i] ?? frame;
    const truth = vec3.distance(
      dollyAt(frame.targetMs).position,
      dollyAt(before.targetMs).position,
    );
    return 1000 * (vec3.distance(frame.pose.position, before.pose.position) - truth);
  });
  return Math.max(...steps);
}

describe('a dolly at 60 Hz through 5 % loss, 10 ms jitter and 2 % reorder', () => {
  test.each([
    ['source', 1, 0.05],
    ['sequence', 3, 0.15],
    ['none', 3, 0.15],
  ] as const)('is drawn within its limits with the clock: %s', (clock, mostMm, mostDeg) => {
    for (let run = 0; run < 5; run++) {
      const frames = drawn(25, clock, rough, run);
      const settled = frames.filter(({ targetMs }) => targetMs > 5000);
      const { mm, deg } = errors(settled);
      console.log(
        `${clock} ${run}: ${p99(mm).toFixed(2)} mm, ${p99(deg).toFixed(3)}°, step ${worstStep(settled).toFixed(1)} mm`,
      );
      expect(p99(mm)).toBeLessThanOrEqual(mostMm);
      expect(p99(deg)).toBeLessThanOrEqual(mostDeg);
      expect(worstStep(settled)).toBeLessThanOrEqual(20);
      expect(settled.every(({ status }) => status !== 'hold' && status !== 'lost')).toBe(true);
    }
  });
});
