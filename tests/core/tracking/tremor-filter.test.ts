import { describe, expect, it } from 'vitest';
import { createPose, vec3 } from '../../../core/math.ts';
import { TremorFilter } from '../../../core/tracking/tremor-filter.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

const periodMs = 1000 / 60;
const tremor = { metres: 0.0005, radians: 0.0005 };
const random = seededRandom(printedSeed('tremor'));
/** About normal, of unit deviation. */
const noise = () => (random() + random() + random() + random() - 2) * Math.sqrt(3);

/** What is left of a course along x with noise of a quarter of a millimetre, m. */
function errors(course: (ms: number) => number, samples: number): number[] {
  const filter = new TremorFilter();
  return Array.from({ length: samples }, (_, i) => {
    const pose = createPose();
    const truth = course(i * periodMs);
    vec3.set(pose.position, truth + 0.00025 * noise(), 0, 0);
    return filter.apply(pose, i * periodMs, tremor).position[0] - truth;
  });
}

const rms = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe('the tremor filter', () => {
  it('quiets a camera at rest to less than half', () => {
    expect(rms(errors(() => 1, 600).slice(60))).toBeLessThan(0.5 * 0.00025);
  });

  it.each([0.02, 0.2, 2])('adds no lag to a move of %d m/s', (speed) => {
    const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;
    const lag = -mean(errors((ms) => (speed * ms) / 1000, 300).slice(60)) / speed;
    expect(Math.abs(lag) * 1000).toBeLessThan(periodMs / 8);
  });

  it('lets a start from rest through within its own size', () => {
    const start = (ms: number) => (ms < 3000 ? 0 : (0.5 * (ms - 3000)) / 1000);
    const late = errors(start, 240).slice(180);
    expect(Math.max(...late.map(Math.abs))).toBeLessThan(0.0025);
  });
});
