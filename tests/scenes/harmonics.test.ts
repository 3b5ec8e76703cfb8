import { SphericalHarmonics3, Vector3 } from 'three';
import { describe, expect, test } from 'vitest';
import { studioHarmonics } from '../../scenes/gltf/studio-light.ts';
import {
  addDirectional,
  createHarmonics,
  irradianceAt,
  projectRadiance,
  type Vector,
} from '../../scenes/harmonics.ts';

describe('harmonics of radiance', () => {
  test('a uniform sky of radiance 1 gives irradiance π on every surface', () => {
    const harmonics = projectRadiance(createHarmonics(), 16, (out) => {
      out[0] = out[1] = out[2] = 1;
    });
    for (const normal of [
      [0, 1, 0],
      [0.6, 0, -0.8],
      [0, -1, 0],
    ] as Vector[]) {
      for (const value of irradianceAt(harmonics, normal)) {
        expect(Math.abs(value / Math.PI - 1)).toBeLessThan(0.005);
      }
    }
  });

  test('the order is that of three.js', () => {
    const harmonics = projectRadiance(createHarmonics(), 24, (out, [x, y, z]) => {
      out[0] = 1 + x + 0.5 * y * z;
      out[1] = 1 + y + 0.3 * x * z;
      out[2] = 1 + z + 0.2 * x * y;
    });
    const three = new SphericalHarmonics3().fromArray(harmonics);
    for (const normal of [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [0.48, 0.6, 0.64],
    ] as Vector[]) {
      const expected = three.getIrradianceAt(new Vector3(...normal), new Vector3());
      const actual = irradianceAt(harmonics, normal);
      expect(actual[0]).toBeCloseTo(expected.x, 3);
      expect(actual[1]).toBeCloseTo(expected.y, 3);
      expect(actual[2]).toBeCloseTo(expected.z, 3);
    }
  });

  test('a lamp lights what faces it most, by its irradiance within the error of order 2', () => {
    const harmonics = createHarmonics();
    addDirectional(harmonics, [0, 0.6, -0.8], [2, 1, 0.5]);
    const [facing] = irradianceAt(harmonics, [0, 0.6, -0.8]);
    expect(facing).toBeGreaterThan(1.9);
    expect(facing).toBeLessThan(2.3);
    expect(irradianceAt(harmonics, [0, -0.6, 0.8])[0]).toBeLessThan(0.3);
  });

  test('the studio of glTF environments is neutral, the same all round, and about 1 from above', () => {
    const harmonics = studioHarmonics();
    const [r, g, b] = irradianceAt(harmonics, [0, 1, 0]);
    expect(g).toBeCloseTo(r, 6);
    expect(b).toBeCloseTo(r, 6);
    expect(r / Math.PI).toBeGreaterThan(0.9);
    expect(r / Math.PI).toBeLessThan(1.3);
    expect(irradianceAt(harmonics, [1, 0, 0])[0]).toBeCloseTo(
      irradianceAt(harmonics, [-0.6, 0, 0.8])[0],
      3,
    );
  });
});
