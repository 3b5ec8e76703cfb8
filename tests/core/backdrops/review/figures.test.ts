import { describe, expect, it } from 'vitest';
import { bandingShare } from '../../../../core/backdrops/review/banding.ts';
import { reviewChecks } from '../../../../core/backdrops/review/checks.ts';
import { pictureDensity, wallDensity } from '../../../../core/backdrops/review/density.ts';
import { flickerOf } from '../../../../core/backdrops/review/flicker.ts';
import { lightFigures } from '../../../../core/backdrops/review/light-figures.ts';
import { paletteDrift, paletteOf } from '../../../../core/backdrops/review/palette.ts';
import { seamRatio } from '../../../../core/backdrops/review/seam.ts';
import { showSchema } from '../../../../core/show/show-schema.ts';
import { printedSeed, seededRandom } from '../../../support/random.ts';

const random = seededRandom(printedSeed('review figures'));
const filled = (count: number, colour: (i: number) => readonly number[]): Float32Array =>
  Float32Array.from({ length: 4 * count }, (_, i) => colour(Math.floor(i / 4))[i % 4] ?? 1);

describe('the light of a picture', () => {
  it('is its mean and its peak, with what the wall cannot show', () => {
    const picture = filled(1000, (i) =>
      i < 10 ? [4, 4, 4] : i < 110 ? [0, 0, 0] : [0.5, 0.5, 0.5],
    );
    const { meanLuminance, peakLuminance, clipped, crushed } = lightFigures(picture);
    expect(meanLuminance).toBeCloseTo((10 * 4 + 890 * 0.5) / 1000, 5);
    expect(peakLuminance).toBeCloseTo(4, 5);
    expect(clipped).toBeCloseTo(0.01, 9);
    expect(crushed).toBeCloseTo(0.1, 9);
  });

  it('weighs colours as an eye does', () => {
    expect(lightFigures(filled(8, () => [0, 1, 0])).meanLuminance).toBeCloseTo(0.7152, 4);
  });
});

describe('banding', () => {
  const [width, height] = [640, 16];
  const rows = (luma: (x: number) => number) =>
    Uint8Array.from({ length: width * height }, (_, i) => luma(i % width));

  it('is most of a gradient of few codes, and nothing of a dithered one', () => {
    expect(
      bandingShare(
        rows((x) => Math.floor(x / 32)),
        width,
        height,
      ),
    ).toBeGreaterThan(0.8);
    const dithered = rows((x) => Math.floor(x / 32 + random()));
    expect(bandingShare(dithered, width, height)).toBeLessThan(0.02);
  });

  it('is no flat colour, no edge, and no texture', () => {
    expect(
      bandingShare(
        rows(() => 90),
        width,
        height,
      ),
    ).toBe(0);
    expect(
      bandingShare(
        rows((x) => (Math.floor(x / 64) % 2 ? 200 : 40)),
        width,
        height,
      ),
    ).toBe(0);
    expect(
      bandingShare(
        rows(() => Math.floor(256 * random())),
        width,
        height,
      ),
    ).toBe(0);
  });
});

describe('the seam of a panorama', () => {
  const column = (value: (i: number) => number) =>
    Uint8Array.from({ length: 300 }, (_, i) => value(i));
  const a = column((i) => i % 250);
  const b = column((i) => (i % 250) + 2);
  const within = [
    [a, b],
    [b, a],
  ] as const;

  it('is 1 where the edges are neighbours like any, and grows with their step', () => {
    expect(seamRatio({ first: b, last: a, within })).toBeCloseTo(1, 6);
    const far = column((i) => Math.min(255, (i % 250) + 20));
    expect(seamRatio({ first: far, last: a, within })).toBeGreaterThan(5);
  });
});

describe('flicker', () => {
  const series = (mean: (t: number) => number) =>
    Array.from({ length: 250 }, (_, i) => mean(i / 25));

  it('counts flashes by the second', () => {
    const fourHertz = flickerOf(
      series((t) => (Math.floor(8 * t) % 2 ? 0.6 : 0.1)),
      1 / 25,
    );
    expect(fourHertz.flashesPerSecond).toBe(4);
    expect(fourHertz.largestStep).toBeCloseTo(0.5, 6);
    expect(fourHertz.overS).toBeCloseTo(249 / 25, 6);
  });

  it('is none in a slow dusk, small ripples, or between two bright pictures', () => {
    for (const mean of [
      (t: number) => 0.8 - 0.07 * t,
      (t: number) => 0.3 + 0.04 * Math.sin(40 * t),
      (t: number) => (Math.floor(8 * t) % 2 ? 0.95 : 0.82),
    ])
      expect(flickerOf(series(mean), 1 / 25).flashesPerSecond).toBe(0);
  });
});

describe('a palette', () => {
  const picture = (share: number) =>
    Uint8ClampedArray.from({ length: 4 * 400 }, (_, i) => {
      const isSky = Math.floor(i / 4) < 400 * share;
      return [isSky ? 90 : 200, isSky ? 140 : 170, isSky ? 220 : 120, 255][i % 4] ?? 0;
    });

  it('has the main colours with their shares, the same each time', () => {
    expect(paletteOf(picture(0.7))).toEqual([
      { hex: '#5a8cdc', share: 0.7 },
      { hex: '#c8aa78', share: 0.3 },
    ]);
  });

  it('drifts by nothing from itself, by little when shares change, by much when colours do', () => {
    const own = paletteOf(picture(0.7));
    expect(paletteDrift(own, own)).toBe(0);
    expect(paletteDrift(own, paletteOf(picture(0.6)))).toBe(0);
    const night = [{ hex: '#101830', share: 1 }];
    expect(paletteDrift(own, night)).toBeGreaterThan(20);
  });
});

describe('pixels per wall pixel', () => {
  const stage = showSchema.parse({
    stage: {
      eye: [0, 1.5, 1],
      walls: [
        {
          id: 'main',
          surface: { kind: 'flat', width: 5, height: 3 },
          pixels: [2000, 1200],
          pose: { position: [0, 0, -4], rotationDeg: [0, 0, 0] },
        },
        {
          id: 'light',
          role: 'light',
          surface: { kind: 'flat', width: 5, height: 3 },
          pixels: [9000, 5400],
          pose: { position: [0, 6, 0], rotationDeg: [0, 0, 0] },
        },
      ],
    },
  }).stage;

  it('come from the distance and the pitch of the finest picture wall', () => {
    // 5 m away, 2.5 mm from pixel to pixel.
    expect(wallDensity(stage, stage.eye)).toBeCloseTo(5 / 0.0025, 3);
    expect(pictureDensity(4096, 2048, 'panorama', 80)).toBeCloseTo(4096 / (2 * Math.PI), 6);
    expect(pictureDensity(1920, 1080, 'plate', 90)).toBeCloseTo(960, 6);
    expect(wallDensity({ ...stage, walls: [] }, stage.eye)).toBeNull();
  });
});

describe('the checks of a review', () => {
  const calm = {
    meanLuminance: 0.2,
    peakLuminance: 0.9,
    clipped: 0,
    crushed: 0,
    banding: 0,
    seam: 1.02,
    flicker: { flashesPerSecond: 0, largestStep: 0, overS: 10 },
    palette: [{ hex: '#777777', share: 1 }],
  };
  const good = { figures: calm, pixelsPerWallPixel: 1.1, content: { neutral: 1 }, licence: 'MIT' };

  it('say nothing but figures of a good backdrop', () => {
    const checks = reviewChecks(good);
    expect(checks.map(({ state, words }) => [state, words])).toEqual(
      checks.map(() => ['fine', '']),
    );
    expect(checks.map(({ id }) => id)).toEqual([
      'density',
      'seam',
      'banding',
      'clipping',
      'crushed',
      'mean',
      'peak',
      'flicker',
      'content',
      'licence',
    ]);
  });

  it.each([
    ['density', { pixelsPerWallPixel: 0.3 }],
    ['seam', { figures: { ...calm, seam: 3 } }],
    ['banding', { figures: { ...calm, banding: 0.3 } }],
    ['clipping', { figures: { ...calm, clipped: 0.4 } }],
    ['mean', { figures: { ...calm, meanLuminance: 0.9 } }],
    ['flicker', { figures: { ...calm, flicker: { ...calm.flicker, flashesPerSecond: 5 } } }],
    ['content', { content: { neutral: 0.2, porn: 0.8 } }],
    ['licence', { licence: 'CC-BY-NC-4.0' }],
  ])('name a bad %s and say what to do', (id, change) => {
    const bad = reviewChecks({ ...good, ...change }).filter(({ state }) => state === 'bad');
    expect(bad.map((check) => check.id)).toEqual([id]);
    expect(bad[0]?.words.length).toBeGreaterThan(20);
  });
});
