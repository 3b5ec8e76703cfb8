import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planFarms, planHedges } from '../../scenes/backdrop/farm-plan.ts';
import { planCars, planLamps } from '../../scenes/backdrop/square-plan.ts';
import { planStones } from '../../scenes/backdrop/stones.ts';
import { printedSeed, seededRandom } from '../support/random.ts';
import { repository } from '../support/running-server.ts';

const random = seededRandom(printedSeed('place plans'));
const seeds = Array.from({ length: 12 }, () => Math.floor(random() * 2 ** 31));
const shader = readFileSync(join(repository, 'shaders/scenes/backdrop/land.frag.glsl'), 'utf8');
const away = ({ x, z }: { x: number; z: number }): number => Math.hypot(x, z);
/** How far a point lies from the nearest line of a grid. */
const off = (at: number, every: number): number => Math.abs(at - every * Math.round(at / every));

describe('what stands in a place', () => {
  it('is the same for the same seed, and another for another', () => {
    for (const plan of [planHedges, planFarms, planCars, (seed: number) => planStones(seed, 60)]) {
      const [first = 0, second = 1] = seeds;
      expect(plan(first)).toEqual(plan(first));
      expect(plan(first)).not.toEqual(plan(second));
    }
  });

  it('leaves the stage and what is around it free', () => {
    for (const seed of seeds) {
      const { houses, trees } = planFarms(seed);
      for (const each of [...houses, ...trees]) expect(away(each)).toBeGreaterThan(150);
      for (const each of planHedges(seed)) expect(away(each)).toBeGreaterThan(85);
      for (const each of planStones(seed, 420)) expect(away(each)).toBeGreaterThan(10);
    }
  });

  it('grows hedges on the edges of the fields that the ground is drawn with', () => {
    expect(shader).toContain(
      'vec2(0.94 * p.x + 0.342 * p.y, 0.94 * p.y - 0.342 * p.x) / vec2(230.0, 130.0)',
    );
    for (const { x, z } of planHedges(seeds[0] ?? 1)) {
      const [along, across] = [0.94 * x + 0.342 * z, 0.94 * z - 0.342 * x];
      // The shader's two numbers are a turn but for one part in two thousand.
      expect(Math.min(off(along, 230), off(across, 130))).toBeLessThan(1);
    }
  });

  it('has its lamps where their pools are drawn', () => {
    expect(shader).toContain('abs(row.x) - 41.0, (fract(row.y / 13.667) - 0.5) * 13.667');
    const lamps = planLamps();
    expect(lamps).toHaveLength(24);
    for (const [x, z] of lamps) {
      const [row, along] = Math.abs(x) > Math.abs(z) ? [x, z] : [z, x];
      expect(Math.abs(row)).toBe(41);
      expect(off(along - 13.667 / 2, 13.667)).toBeLessThan(1e-6);
    }
  });

  it('parks cars on the road around a square, never on it', () => {
    for (const seed of seeds) {
      const cars = planCars(seed);
      expect(cars.length).toBeGreaterThan(20);
      for (const { x, z, alongX } of cars) {
        expect([51.5, 55]).toContain(Math.abs(alongX ? z : x));
        expect(Math.abs(alongX ? x : z)).toBeLessThan(50);
      }
    }
  });
});
