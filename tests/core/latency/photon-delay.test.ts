import { describe, expect, test } from 'vitest';
import { litFrames, photonDelay, sightedDelayMs } from '../../../core/latency/photon-delay.ts';
import { PhotonRun } from '../../../core/latency/photon-run.ts';
import { periodMs, type Rate } from '../../../core/time/rate.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { exposed, filmPatch, somewhere } from './filmed-wall.ts';

const wall60 = { num: 60, den: 1 };
const precision = { clockErrorMs: 0.5, cameraFrameMs: 33, stampLateMs: 33 };

/** Sightings of a wall whose frames are lit from `lightMs` after their time, for one period. */
function film(lightMs: number, wall: Rate, cameraMs: number, exposureMs: number, phaseMs = 0) {
  const period = periodMs(wall);
  return Array.from({ length: 90 }, (_, i) => {
    const capturedMs = 50_000 + phaseMs + i * cameraMs;
    const [begin, end] = [capturedMs - exposureMs / 2, capturedMs + exposureMs / 2].map(
      (time) => (time - lightMs) / period,
    );
    // Inside one frame the reader sees the frame and not the moment.
    const isOne = Math.floor(begin ?? 0) === Math.floor(end ?? 0);
    const frame = isOne ? Math.floor(begin ?? 0) + 0.5 : ((begin ?? 0) + (end ?? 0)) / 2;
    return sightedDelayMs(capturedMs, frame, wall);
  });
}

describe('server to photon', () => {
  test.each([
    [60, 1, 33.37, 4],
    [60, 1, 33.37, 33],
    [24, 1, 16.67, 8],
    [120, 1, 33.37, 16],
    [24000, 1001, 41.5, 20],
  ])(
    'is the time to the middle of the light within its bound, wall %i/%i, a picture each %d ms of %d ms',
    (num, den, cameraMs, exposureMs) => {
      const wall = { num, den };
      for (const lightMs of [0, 12.3, 47, 180]) {
        const truth = lightMs + periodMs(wall) / 2;
        const delays = film(lightMs, wall, cameraMs, exposureMs);
        const figure = photonDelay(delays, { ...precision, cameraFrameMs: cameraMs }, wall);
        expect(Math.abs((figure?.medianMs ?? 0) - truth)).toBeLessThan(figure?.boundMs ?? 0);
        // Where the pictures fall on all parts of a frame it is far better than its bound.
        expect(Math.abs((figure?.medianMs ?? 0) - truth)).toBeLessThan(periodMs(wall) * 0.3);
      }
    },
  );

  test('stays within its bound where camera and wall run in step', () => {
    for (let phaseMs = 0; phaseMs < 16; phaseMs += 1) {
      const delays = film(40, wall60, 100 / 3, 2, phaseMs);
      const figure = photonDelay(delays, precision, wall60);
      const error = (figure?.medianMs ?? 0) - 40 - 1000 / 120;
      expect(Math.abs(error)).toBeLessThanOrEqual(figure?.boundMs ?? 0);
    }
  });

  test('names clock, half a picture and half a wall frame as its bound', () => {
    const figure = photonDelay([10, 12, 11], precision, wall60);
    expect(figure).toMatchObject({ count: 3, medianMs: 11, readsLongMs: 33 });
    expect(figure?.boundMs).toBeCloseTo(0.5 + 16.5 + 1000 / 120, 9);
  });

  test('looks for frames up to a second old', () => {
    expect(litFrames(10_000, wall60)).toEqual([540, 606]);
  });
});

test('a run of pictures gives the figure of each output in them', () => {
  const random = seededRandom(printedSeed('a filmed run'));
  const run = new PhotonRun();
  const place = somewhere(random);
  for (let i = 0; i < 45; i++) {
    const capturedMs = 90_000 + i * 33.4;
    const middle = ((capturedMs - 55) * 60) / 1000;
    const picture = filmPatch({ ...place, frames: exposed(7, middle - 0.4, middle + 0.4) });
    run.take(picture, capturedMs, wall60);
  }
  const figures = run.figures({ clockErrorMs: 0, stampLateMs: 0 }, wall60);
  expect([...figures.keys()]).toEqual([7]);
  expect(run.cameraFrameMs).toBeCloseTo(33.4, 3);
  const error = (figures.get(7)?.medianMs ?? 0) - 55 - 1000 / 120;
  expect(Math.abs(error)).toBeLessThan(4);
});
