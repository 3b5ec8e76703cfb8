import { describe, expect, it } from 'vitest';
import { RefreshFit } from '../../../core/time/refresh-fit.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** A display in one mode for some seconds; returns when its next refresh is. */
function run(
  fit: RefreshFit,
  { hz, seconds, fromMs = 0 }: { hz: number; seconds: number; fromMs?: number },
  noise: (refreshMs: number) => number | undefined = () => 0,
): number {
  const refreshes = Math.round(seconds * hz);
  for (let i = 0; i < refreshes; i++) {
    const late = noise(1000 / hz);
    if (late !== undefined) fit.add(fromMs + (i * 1000) / hz + late);
  }
  return fromMs + (refreshes * 1000) / hz;
}

const ppm = (fit: RefreshFit, hz: number): number => Math.abs((fit.periodMs * hz) / 1000 - 1) * 1e6;

function isFoundThroughNoise(hz: number, random: () => number): boolean {
  const fit = new RefreshFit();
  run(fit, { hz, seconds: 12, fromMs: 5e6 }, () => {
    if (random() < 0.2) return undefined;
    return random() < 0.01 ? 7 : 0.6 * normal(random);
  });
  if (!fit.measure()) return false;
  const error = fit.periodErrorMs / fit.periodMs;
  const refreshes = (fit.phaseMs - 5e6) / (1000 / hz);
  const offMs = Math.abs(refreshes - Math.round(refreshes)) * fit.periodMs;
  return ppm(fit, hz) < 6e6 * error && error < 150e-6 && fit.jitterMs < 1.2 && offMs < 0.4;
}

describe('the grid of a display', () => {
  it('is found through jitter, left-out refreshes and late callbacks, within its own error', () => {
    const random = seededRandom(printedSeed('refresh grid'));
    // Noise this rough hides the grid from one fit in some hundreds; a page then goes on looking.
    for (const hz of [23.976, 48, 59.94, 60, 119.88]) {
      const found = Array.from({ length: 6 }, () => isFoundThroughNoise(hz, random));
      expect(found.filter(Boolean).length, `${hz} Hz`).toBeGreaterThanOrEqual(5);
    }
  });

  it('is not claimed from a few times, and from times without one at most once in fifty', () => {
    const random = seededRandom(printedSeed('no grid'));
    const fit = new RefreshFit();
    run(fit, { hz: 60, seconds: 0.1 });
    expect(fit.measure()).toBe(false);
    expect(fit.periodMs).toBeNaN();
    // By chance about one in 750 lies in rows: never one in fifty.
    let claimed = 0;
    for (let round = 0; round < 200; round++) {
      const noisy = new RefreshFit();
      let atMs = 0;
      for (let i = 0; i < 400; i++) {
        atMs -= 16 * Math.log(1 - random());
        noisy.add(atMs);
      }
      if (noisy.measure()) claimed++;
    }
    expect(claimed).toBeLessThanOrEqual(4);
  });

  it('says how sure it is: half a second cannot tell 59.94 from 60, five can', () => {
    const random = seededRandom(printedSeed('uncertain'));
    const fit = new RefreshFit();
    const nextMs = run(fit, { hz: 60, seconds: 0.6 }, () => 0.5 * normal(random));
    expect(fit.measure()).toBe(true);
    expect(fit.periodErrorMs / fit.periodMs).toBeGreaterThan(150e-6);
    run(fit, { hz: 60, seconds: 4.4, fromMs: nextMs }, () => 0.5 * normal(random));
    fit.measure();
    expect(fit.periodErrorMs / fit.periodMs).toBeLessThan(60e-6);
  });

  it('follows a change of mode within four seconds', () => {
    const random = seededRandom(printedSeed('mode change'));
    const fit = new RefreshFit();
    let atMs = 0;
    for (const hz of [60, 59.94, 50, 120, 60]) {
      for (let half = 0; half < 30; half++) {
        atMs = run(fit, { hz, seconds: 0.5, fromMs: atMs }, () => 0.3 * normal(random));
        fit.measure();
        if (half === 7) expect(ppm(fit, hz)).toBeLessThan(300);
      }
      expect(ppm(fit, hz)).toBeLessThan(60);
    }
  });

  it('begins anew after a silence, for nobody counted the refreshes', () => {
    const fit = new RefreshFit();
    const nextMs = run(fit, { hz: 60, seconds: 5 });
    run(fit, { hz: 50, seconds: 0.1, fromMs: nextMs + 5000 });
    expect(fit.measure()).toBe(false);
  });

  it('takes time that stands still, runs back or is none for nothing', () => {
    const fit = new RefreshFit();
    const nextMs = run(fit, { hz: 60, seconds: 2 });
    fit.add(Number.NaN);
    for (let i = 0; i < 100; i++) fit.add(nextMs);
    expect(fit.measure()).toBe(true);
    expect(ppm(fit, 60)).toBeLessThan(1);
    fit.add(0);
    expect(fit.measure()).toBe(false);
  });
});

describe('the refresh of a callback', () => {
  it('is free of jitter: each refresh once, even when callbacks come half a period late', () => {
    const random = seededRandom(printedSeed('refresh of a callback'));
    const fit = new RefreshFit();
    const refreshMs = 1000 / 120;
    let lastMs = Number.NaN;
    for (let i = 0; i < 12_000; i++) {
      const late = i % 100 === 99 ? 0.52 * refreshMs : 0.5 * normal(random);
      fit.add(i * refreshMs + late);
      if (i % 60 === 59) fit.measure();
      const ownMs = fit.refreshAt(i * refreshMs + late);
      if (i > 1200) expect(Math.abs(ownMs - lastMs - refreshMs)).toBeLessThan(0.5);
      lastMs = ownMs;
    }
  });

  it('follows when the page left refreshes out', () => {
    const fit = new RefreshFit();
    const nextMs = run(fit, { hz: 60, seconds: 5 });
    fit.measure();
    fit.refreshAt(nextMs);
    expect(fit.refreshAt(nextMs + 50 + 0.7)).toBeCloseTo(nextMs + 50, 3);
  });

  it('is the time itself while no grid is known', () => {
    expect(new RefreshFit().refreshAt(123.4)).toBe(123.4);
  });
});
