import { describe, expect, test } from 'vitest';
import { onsetDelay, type RegionChanges } from '../../../core/latency/motion-onset.ts';
import { trackingAgeFromClip } from '../../../core/latency/tracking-age.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { normal } from './filmed-wall.ts';

const tapMs = 1300;

/** Position of a camera that is tapped: still, then moved over about 60 ms, ringing a little. */
function tapped(timeMs: number): number {
  const t = Math.max(0, timeMs - tapMs);
  return t === 0 ? 0 : 1 - Math.exp(-t / 25) * Math.cos(t / 40);
}

interface Chain {
  /** From a sample's truth to its arrival, from arrival to k · P, from k · P to the begin of its light. */
  ageMs: number;
  leadMs: number;
  lightMs: number;
  sampleMs: number;
  wallMs: number;
  /** How far ahead the pose is carried at its last known speed. */
  horizonMs: number;
}

/** Position that the wall shows at a time: the newest sample of the frame that is lit, carried ahead. */
function shown(timeMs: number, chain: Chain): number {
  const { ageMs, leadMs, lightMs, sampleMs, wallMs, horizonMs } = chain;
  const frameMs = Math.floor((timeMs - lightMs) / wallMs) * wallMs;
  const sampledMs = Math.floor((frameMs - leadMs - ageMs) / sampleMs) * sampleMs;
  const [now, before] = [tapped(sampledMs), tapped(sampledMs - sampleMs)];
  return now + ((now - before) / sampleMs) * horizonMs;
}

interface Clip {
  fps: number;
  beginMs: number;
  noise: number;
  random: () => number;
}

/** A clip that begins anywhere within a picture. */
const clipAt = (fps: number, random: () => number): Clip => ({
  fps,
  beginMs: (random() * 1000) / fps,
  noise: 0.3,
  random,
});

/** Differences between a clip's pictures of something at this position, with noise. */
function changesOf(
  position: (timeMs: number) => number,
  { fps, beginMs, noise, random }: Clip,
): RegionChanges {
  const timesMs = Array.from({ length: 3 * fps }, (_, i) => beginMs + (i * 1000) / fps);
  const changes = timesMs.map((time) => {
    const moved = Math.abs(position(time) - position(time - 1000 / fps));
    return 2 + 100 * moved + noise * Math.abs(normal(random));
  });
  return { timesMs, changes };
}

const chainOf = (random: () => number): Chain => ({
  ageMs: random() * 20,
  leadMs: 20 + random() * 10,
  lightMs: 10 + random() * 60,
  sampleMs: 1000 / (60 + random() * 140),
  wallMs: 1000 / 60,
  horizonMs: 0,
});

/** Mean time from truth to light, of which half a sample and half a frame are waiting. */
const meanDelayMs = ({ ageMs, leadMs, lightMs, sampleMs, wallMs }: Chain): number =>
  ageMs + sampleMs / 2 + leadMs + lightMs + wallMs / 2;

describe('the delay from a jerk to the wall', () => {
  test.each([30, 60, 120, 240])(
    'is found within its bound in a clip of %i pictures a second',
    (fps) => {
      const random = seededRandom(printedSeed(`clips at ${fps}`));
      const errors: number[] = [];
      for (let i = 0; i < 100; i++) {
        const chain = chainOf(random);
        const clip = clipAt(fps, random);
        const camera = changesOf(tapped, clip);
        const wall = changesOf((time) => shown(time, chain), clip);
        const found = onsetDelay(camera, wall);
        // Noise may look like motion in the still second: then the clip is refused.
        if (!found.ok) continue;
        const { delayMs, boundMs } = found.value;
        expect(boundMs).toBeCloseTo(1000 / fps, 6);
        errors.push(delayMs - meanDelayMs(chain));
        // One clip sees one phase of samples and frames.
        const waiting = (chain.sampleMs + chain.wallMs) / 2;
        expect(Math.abs(errors.at(-1) ?? 0)).toBeLessThan(boundMs + waiting);
      }
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      expect(errors.length).toBeGreaterThan(95);
      expect(Math.abs(mean)).toBeLessThan(8);
    },
  );

  test('is the whole chain whatever the prediction: nothing foresees a jerk', () => {
    const random = seededRandom(printedSeed('prediction'));
    for (let i = 0; i < 50; i++) {
      const chain = chainOf(random);
      const clip = clipAt(240, random);
      const camera = changesOf(tapped, clip);
      const delays = [0, 60].map((horizonMs) => {
        const wall = changesOf((time) => shown(time, { ...chain, horizonMs }), clip);
        const found = onsetDelay(camera, wall);
        return found.ok ? found.value.delayMs : Number.NaN;
      });
      const [held = 0, predicted = 0] = delays;
      expect(Math.abs(held - predicted)).toBeLessThan(chain.wallMs + 5);
    }
  });

  test('is refused where there is no motion, no stillness before it, or too little clip', () => {
    const random = seededRandom(1);
    const clip = clipAt(60, random);
    const camera = changesOf(tapped, clip);
    const still = changesOf(() => 0, clip);
    const restless = changesOf((time) => Math.sin(time / 90), clip);
    const short = { timesMs: [0, 16, 33], changes: [0, 1, 2] };
    expect(onsetDelay(camera, still)).toEqual({ ok: false, fault: 'still' });
    expect(onsetDelay(restless, camera).ok).toBe(false);
    expect(onsetDelay(camera, short)).toEqual({ ok: false, fault: 'short' });
  });
});

describe('the tracking age from a clip', () => {
  test('is what the server does not know of the chain', () => {
    const random = seededRandom(printedSeed('ages'));
    const ages: number[] = [];
    for (let i = 0; i < 100; i++) {
      const chain = { ...chainOf(random), ageMs: 14 };
      const clip = clipAt(120, random);
      const camera = changesOf(tapped, clip);
      const found = onsetDelay(
        camera,
        changesOf((time) => shown(time, chain), clip),
      );
      if (!found.ok) throw new Error(found.fault);
      ages.push(
        trackingAgeFromClip({
          motionToPhotonMs: found.value.delayMs,
          arrivalToLightMs: meanDelayMs(chain) - chain.ageMs,
        }),
      );
    }
    const mean = ages.reduce((sum, age) => sum + age, 0) / ages.length;
    expect(Math.abs(mean - 14)).toBeLessThan(6);
  });

  test('is never negative and never more than the setting takes', () => {
    expect(trackingAgeFromClip({ motionToPhotonMs: 40, arrivalToLightMs: 60 })).toBe(0);
    expect(trackingAgeFromClip({ motionToPhotonMs: 5000, arrivalToLightMs: 60 })).toBe(1000);
  });
});
