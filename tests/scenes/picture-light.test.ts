import { describe, expect, it } from 'vitest';
import { directionInPanorama } from '../../core/backdrops/bake/panorama-direction.ts';
import { irradianceAt } from '../../scenes/harmonics.ts';
import { lightOfPanorama, lightOfPlate, scaledLight } from '../../scenes/picture/picture-light.ts';
import { solidAngle } from '../../scenes/picture/solid-angle.ts';

const [width, height] = [128, 64];
const painted = (colour: (x: number, y: number) => number) => {
  const rgb = new Float32Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      rgb.fill(colour(x, y), 3 * (y * width + x), 3 * (y * width + x) + 3);
  }
  return { width, height, rgb };
};

describe('the light of a picture all the way round', () => {
  it('of one brightness is π times it on every surface, and has no lamp', () => {
    const { harmonics, dominant } = lightOfPanorama(painted(() => 0.5));
    for (const normal of [
      [0, 1, 0],
      [0, -1, 0],
      [1, 0, 0],
      [0, 0, -1],
    ] as const) {
      expect(irradianceAt(harmonics, normal)[1]).toBeCloseTo(0.5 * Math.PI, 2);
    }
    expect(dominant.colour).toEqual([0, 0, 0]);
  });

  it('has its sun where the picture has it, as strong as its solid angle', () => {
    const isSun = (x: number, y: number) => Math.abs(x - 96) < 3 && Math.abs(y - 16) < 3;
    const { dominant } = lightOfPanorama(painted((x, y) => (isSun(x, y) ? 100 : 0.1)));
    const [x, y, z] = directionInPanorama(95.5, 15.5, width, height);
    expect(dominant.direction[0]).toBeCloseTo(x, 1);
    expect(dominant.direction[1]).toBeCloseTo(y, 1);
    expect(dominant.direction[2]).toBeCloseTo(z, 1);
    const steradians =
      25 * ((2 * Math.PI) / width) * (Math.PI / height) * Math.sin((16 / height) * Math.PI);
    expect(dominant.colour[0] / (100 * steradians)).toBeCloseTo(1, 1);
  });

  it('has its middle column ahead and a quarter turn to the right at +X', () => {
    expect(directionInPanorama(63.5, 31.5, width, height)[2]).toBeCloseTo(-1, 6);
    expect(directionInPanorama(95.5, 31.5, width, height)[0]).toBeCloseTo(1, 6);
    expect(directionInPanorama(0, -0.5, width, height)[1]).toBeCloseTo(1, 6);
  });
});

describe('the light of a flat picture', () => {
  it('comes from ahead, as much as the picture fills of the view', () => {
    const { dominant } = lightOfPlate(
      painted(() => 0.25),
      2,
    );
    expect(dominant.direction).toEqual([0, 0, -1]);
    expect(dominant.colour[0]).toBeCloseTo(0.5, 4);
    expect(scaledLight({ harmonics: [], dominant }, 4).dominant.colour[0]).toBeCloseTo(2, 4);
  });

  it('fills a hemisphere when it is endless, and its area over the square of the distance when it is small', () => {
    expect(solidAngle(1e6, 1e6, 1)).toBeCloseTo(2 * Math.PI, 3);
    expect(solidAngle(0.1, 0.2, 10)).toBeCloseTo(0.02 / 100, 7);
  });
});
