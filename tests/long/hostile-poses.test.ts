import { expect, test } from 'vitest';
import { vec3 } from '../../core/math.ts';
import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { dollyAt } from '../server/tracking/rough-network.ts';
import { cameraWith, evaluated, trackerOf } from '../server/tracking/tracker-fixture.ts';
import { printedSeed, seededRandom } from '../support/random.ts';

const count = 1_000_000;
const periodMs = 1000 / 60;
const random = seededRandom(printedSeed('hostile poses'));
const wild = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308, -1e308];
const coordinates = ['x', 'y', 'z', 'qx', 'qy', 'qz', 'qw'] as const;

/** Spoils a sample: a number that is none, a quaternion that is none, a jump, a place outside the stage. */
function spoil(sample: TrackingSample): void {
  const what = Math.floor(random() * 4);
  const key = coordinates[Math.floor(random() * coordinates.length)] ?? 'x';
  if (what === 0) sample[key] = wild[Math.floor(random() * wild.length)] ?? Number.NaN;
  else if (what === 1) sample.qw += 0.2 + random();
  else if (what === 2) sample.x += (random() < 0.5 ? -1 : 1) * (1.2 + 20 * random());
  else sample.y += 60;
}

test('a million poses, one in ten of them spoilt: none of those moves the wall, and a turned sign is no turn', () => {
  const tracker = trackerOf(cameraWith({ source: { device: 'd', subject: '1', poseIs: 'pupil' } }));
  const sample = new TrackingSample();
  let worstMm = 0;
  for (let i = 0; i < count; i++) {
    const sentMs = i * periodMs;
    const { position, orientation } = dollyAt(sentMs);
    sample.clear();
    sample.hasPose = true;
    sample.receivedMs = sample.sourceTimeMs = sentMs;
    [sample.x, sample.y, sample.z] = [position[0], position[1], position[2]];
    const sign = random() < 0.5 ? -1 : 1;
    [sample.qx, sample.qy, sample.qz, sample.qw] = [
      sign * orientation[0],
      sign * orientation[1],
      sign * orientation[2],
      sign * orientation[3],
    ];
    if (random() < 0.1) spoil(sample);
    tracker.accept(sample);
    if (i % 4 !== 0 || i < 120) continue;
    const targetMs = sentMs + 25;
    const { pose } = evaluated(tracker, targetMs);
    const errorMm = 1000 * vec3.distance(pose.position, dollyAt(targetMs).position);
    worstMm = Math.max(worstMm, errorMm);
    const length = Math.hypot(...pose.orientation);
    // A run of spoilt samples is a gap, and the movement dies away in it; a jump would be a metre.
    if (!(errorMm < 100) || !(Math.abs(length - 1) < 1e-6)) {
      throw new Error(`sample ${i}: ${errorMm} mm off, quaternion of ${length}`);
    }
  }
  console.log(`worst ${worstMm.toFixed(2)} mm`);
  expect(tracker.track.refused.get('jump')).toBeGreaterThan(count / 100);
}, 900_000);
