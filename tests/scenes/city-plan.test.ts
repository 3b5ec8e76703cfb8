import { describe, expect, test } from 'vitest';
import { cityLight } from '../../scenes/city/city-light.ts';
import { planNeon } from '../../scenes/city/neon-plan.ts';
import { frontTable, planBuildings, rowTexels } from '../../scenes/city/street-plan.ts';
import { irradianceAt, luminanceOf } from '../../scenes/harmonics.ts';

const seed = 1;
const buildings = planBuildings(seed);
const signs = planNeon(seed);
const lightOf = (windowsLit: number, exposureStops: number) =>
  cityLight(buildings, signs, { windowsLit, exposureStops }).light;
const chest = (light: { harmonics: readonly number[] }): number =>
  luminanceOf(...irradianceAt(light.harmonics, [0, 0, 1]));

describe('the plan of the street', () => {
  test('follows from its seed', () => {
    expect(planBuildings(seed)).toEqual(buildings);
    expect(planBuildings(2)).not.toEqual(buildings);
    expect(planNeon(seed)).toEqual(signs);
  });

  test('keeps the stage and the road free', () => {
    for (const { x, widthX, z, widthZ } of buildings) {
      const clear = Math.abs(x) - widthX / 2 > 18 || Math.abs(z) - widthZ / 2 > 600;
      expect(clear).toBe(true);
    }
    for (const { position } of signs)
      expect(Math.hypot(position[0], position[2])).toBeGreaterThan(10);
  });

  test('fronts of one side do not overlap', () => {
    for (const side of [-1, 1]) {
      const row = buildings
        .filter((b) => b.front && Math.sign(b.x) === side)
        .sort((a, b) => a.z - b.z);
      for (let i = 1; i < row.length; i++) {
        const [before, after] = [row[i - 1], row[i]];
        if (before === undefined || after === undefined) throw new Error('row has gaps');
        expect(after.z - after.widthZ / 2).toBeGreaterThanOrEqual(
          before.z + before.widthZ / 2 - 1e-6,
        );
      }
    }
  });

  test('the table of fronts has the house that stands at each metre', () => {
    const table = frontTable(buildings);
    const house = buildings.find((b) => b.front && b.x > 0 && Math.abs(b.z) < 60);
    if (house === undefined) throw new Error('no house near the stage');
    const column = Math.floor(house.z + rowTexels / 2);
    const texel = table.subarray(4 * (rowTexels + column), 4 * (rowTexels + column) + 4);
    expect(texel[1]).toBeCloseTo(house.heightM, 3);
    expect(texel[2]).toBe(house.key);
  });
});

describe('the light of the street', () => {
  test('is the same numbers for the same night, and finite', () => {
    expect(lightOf(0.4, 0)).toEqual(lightOf(0.4, 0));
    for (const value of lightOf(1, 0).harmonics) expect(Number.isFinite(value)).toBe(true);
  });

  test('grows with the windows and by stops of exposure', () => {
    expect(chest(lightOf(1, 0))).toBeGreaterThan(chest(lightOf(0, 0)));
    expect(chest(lightOf(0.4, 2)) / chest(lightOf(0.4, 0))).toBeCloseTo(4, 6);
  });

  test('comes mostly from above, from the nearest street lamp', () => {
    const { direction, colour } = lightOf(0.4, 0).dominant;
    expect(direction[1]).toBeGreaterThan(0.25);
    expect(colour[0]).toBeGreaterThan(colour[2]);
  });
});
