import { describe, expect, it } from 'vitest';
import { backdropSpec } from '../../core/backdrops/backdrop-spec.ts';
import { backdropPlaces } from '../../core/backdrops/kinds.ts';
import { readSentence } from '../../core/backdrops/read-sentence.ts';
import { landHeights } from '../../scenes/backdrop/land-heights.ts';
import { placeLooks } from '../../scenes/backdrop/looks.ts';
import { backdropManifests } from '../../scenes/backdrop/manifest.ts';
import { planFittings } from '../../scenes/backdrop/room-fittings.ts';
import {
  paneHalfHeightM,
  planFurniture,
  planPanes,
  roomHeightM,
} from '../../scenes/backdrop/room-plan.ts';
import { planSkyline, skylineHeights } from '../../scenes/backdrop/skyline-plan.ts';
import { createTreeCover, treeCoverM } from '../../scenes/backdrop/tree-cover.ts';
import {
  farTrees,
  middleTrees,
  nearTrees,
  planTrees,
  planTufts,
} from '../../scenes/backdrop/tree-plan.ts';
import {
  fogPerMetre,
  hourOfSky,
  lightningAt,
  overcastOf,
  surroundingsOf,
} from '../../scenes/backdrop/weather.ts';
import { irradianceAt, luminanceOf } from '../../scenes/harmonics.ts';
import { unitFromHash } from '../../scenes/random.ts';
import { createDaylight, fillDaylight } from '../../scenes/sky/daylight.ts';

const specOf = (sentence: string) => readSentence(sentence, 7).spec;
const momentOf = (sentence: string) => ({ ...specOf(sentence), exposure: 0 });

/** Luminance of the light on level ground under a sentence's sky, with the iris as it is ridden. */
function groundLight(sentence: string): number {
  const spec = momentOf(sentence);
  const look = placeLooks[spec.place];
  const day = createDaylight();
  const around = surroundingsOf(spec, spec.moons, look.ground, 0);
  fillDaylight(day, hourOfSky(spec, spec, look.exposeFor), around);
  return luminanceOf(...irradianceAt(day.light.harmonics, [0, 1, 0]));
}

describe('the land of a backdrop', () => {
  it.each(backdropPlaces)(
    'of a %s is level where the stage stands, and follows from its seed',
    (place) => {
      const heightM = landHeights[place];
      for (let i = 0; i < 60; i++) {
        expect(Math.abs(heightM(8.5 * Math.sin(i), 8.5 * Math.cos(i), 3))).toBe(0);
      }
      expect(heightM(310, -520, 3)).toBe(heightM(310, -520, 3));
      expect(Number.isFinite(heightM(15_000, 4000, 3))).toBe(true);
    },
  );

  it('carries the stage over the water of an ocean, and goes under it around', () => {
    expect(landHeights.ocean(0, 0, 5)).toBeGreaterThan(placeLooks.ocean.waterM);
    for (let bearing = 0; bearing < 360; bearing += 15) {
      const [x, z] = [60 * Math.cos(bearing), 60 * Math.sin(bearing)];
      expect(landHeights.ocean(x, z, 5)).toBeLessThan(placeLooks.ocean.waterM - 1);
    }
  });
});

describe('what stands in a backdrop', () => {
  it('leaves the stage and the first metres ahead of it free', () => {
    for (const zone of [nearTrees, middleTrees, farTrees]) {
      for (const { x, z } of planTrees(7, zone, 0.5)) expect(Math.hypot(x, z)).toBeGreaterThan(15);
    }
    for (const { x, z } of planTufts(7, 1, [0.1, 0.9]))
      expect(Math.hypot(x, z)).toBeGreaterThan(8.9);
    for (const { x, z, widthX, widthZ } of planSkyline(7)) {
      const [dx, dz] = [Math.abs(x) - widthX / 2, Math.abs(z) - widthZ / 2];
      expect(Math.max(dx, dz)).toBeGreaterThan(30);
    }
    for (const { min, max } of [...planFurniture(7), ...planFittings(7)]) {
      const [x, z] = [
        Math.min(Math.abs(min[0]), Math.abs(max[0])),
        Math.min(Math.abs(min[2]), Math.abs(max[2])),
      ];
      expect(Math.hypot(x, z)).toBeGreaterThan(8);
    }
  });

  it('is the same for the same seed and another for another', () => {
    expect(planTrees(7, nearTrees, 0.5)).toEqual(planTrees(7, nearTrees, 0.5));
    expect(planTrees(8, nearTrees, 0.5)).not.toEqual(planTrees(7, nearTrees, 0.5));
    expect(planSkyline(8)).not.toEqual(planSkyline(7));
  });

  it('casts shadows from where it is: a house over its own ground, a tree from the amount at which it stands', () => {
    const houses = planSkyline(7);
    const heightM = skylineHeights(houses);
    const near = houses.filter(({ x, z }) => Math.max(Math.abs(x), Math.abs(z)) < 500);
    for (const { x, z, heightM: own } of near)
      expect(heightM(x, z)).toBeGreaterThanOrEqual(Math.fround(own));
    expect(heightM(0, 0)).toBe(0);

    const tree = { x: 30, z: -40, heightM: 12, turn: 0, from: 0.4, isConifer: false };
    const cover = createTreeCover([tree]);
    const { data, width } = cover.texture.image;
    const crownAt = (x: number, z: number): number => {
      const cell = (m: number) => Math.floor(((m + treeCoverM) * width) / (2 * treeCoverM));
      return data?.[2 * (cell(z) * width + cell(x))] ?? 0;
    };
    cover.draw(0.3);
    expect(crownAt(30, -40)).toBe(0);
    cover.draw(0.5);
    expect(crownAt(30, -40)).toBeGreaterThan(200);
    expect(crownAt(40, -40)).toBe(0);
    cover.draw(0.1);
    expect(crownAt(30, -40)).toBe(0);
  });

  it('has windows that fit their walls', () => {
    for (const { centre } of planPanes(3)) {
      expect(centre[1] + paneHalfHeightM).toBeLessThan(roomHeightM);
      expect(centre[1] - paneHalfHeightM).toBeGreaterThan(0);
    }
  });
});

describe('the sky of a backdrop', () => {
  it('shows a low sun beside the middle of the picture, and a high one not', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const evening = readSentence('the ocean at sunset', seed).spec;
      const low = hourOfSky({ ...evening, exposure: 0 }, evening, 0.3);
      expect(Math.abs(low.sunAzimuthDeg)).toBeLessThan(25);
      expect(Math.abs(low.sunElevationDeg)).toBeLessThan(3);
      const noon = readSentence('a meadow at noon', seed).spec;
      const high = hourOfSky({ ...noon, exposure: 0 }, noon, 0.3);
      expect(Math.abs(high.sunAzimuthDeg)).toBeGreaterThan(90);
    }
  });

  it('is darker by dusk than by noon, darker yet by night, and never black', () => {
    const lights = ['noon', 'dusk', 'midnight'].map((hour) => groundLight(`hills at ${hour}`));
    expect(lights[1]).toBeLessThan(lights[0] ?? 0);
    expect(lights[2]).toBeLessThan(lights[1] ?? 0);
    expect(lights[2]).toBeGreaterThan(0.01);
  });

  it('closes with rain, snow and thick cloud, not with fair weather', () => {
    expect(overcastOf(specOf('a plain with scattered clouds'))).toBe(0);
    for (const weather of ['overcast', 'heavy rain', 'a blizzard']) {
      expect(overcastOf(specOf(`a plain, ${weather}`))).toBeGreaterThan(0.8);
    }
  });

  it('has no direct sun under a closed sky', () => {
    const day = createDaylight();
    const spec = momentOf('a plain at noon, overcast');
    fillDaylight(day, hourOfSky(spec, spec, 0.3), surroundingsOf(spec, 1, [0.1, 0.1, 0.1], 0));
    expect(luminanceOf(...day.sunIrradiance)).toBeLessThan(1e-6);
    expect(luminanceOf(...day.overcastZenith)).toBeGreaterThan(0.05);
  });

  it('hides in fog what stands a hundred metres away, and in clear air nothing', () => {
    expect(Math.exp(-100 * fogPerMetre(specOf('a thick foggy forest')))).toBeLessThan(0.35);
    expect(Math.exp(-100 * fogPerMetre(specOf('a clear plain')))).toBeGreaterThan(0.98);
  });

  it('flashes at most once in two seconds, and at most half as bright again', () => {
    const unit = (value: number): number => unitFromHash(value, 11);
    let [flashes, last, before] = [0, Number.NEGATIVE_INFINITY, 0];
    for (let ms = 0; ms < 600_000; ms += 20) {
      const [, strength] = lightningAt(ms / 1000, 1, unit);
      expect(strength).toBeLessThanOrEqual(0.5);
      if (strength > 0 && before === 0) {
        expect(ms - last).toBeGreaterThan(2000);
        last = ms;
        flashes++;
      }
      before = strength;
    }
    expect(flashes).toBeGreaterThan(50);
  });
});

describe('the parameters of a backdrop', () => {
  it.each(backdropPlaces)('of a %s are fields of a spec, each in its range', (place) => {
    const spec = specOf(place);
    for (const parameter of backdropManifests[place].parameters) {
      if (parameter.name === 'exposure') continue;
      expect(spec).toHaveProperty(parameter.name);
      const turned = { ...spec, [parameter.name]: parameter.default };
      expect(backdropSpec.safeParse(turned).success).toBe(true);
    }
  });

  it.each(['hills', 'forest', 'ocean'] as const)(
    'of a %s begin as its plain word is read',
    (place) => {
      const spec = specOf(place);
      for (const { name, default: value } of backdropManifests[place].parameters) {
        if (name !== 'exposure' && name !== 'headingDeg')
          expect([name, value]).toEqual([name, Reflect.get(spec, name)]);
      }
    },
  );
});
