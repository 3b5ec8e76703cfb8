import { describe, expect, test } from 'vitest';
import { terrainHeightM } from '../../scenes/desert/terrain.ts';
import { irradianceAt, luminanceOf } from '../../scenes/harmonics.ts';
import { horizonWeights } from '../../scenes/land/horizon.ts';
import {
  earthRadiusM,
  miePhase,
  rayleighPhase,
  sunTransmittance,
} from '../../scenes/sky/atmosphere.ts';
import { createDaylight, directionOf, fillDaylight, type Hour } from '../../scenes/sky/daylight.ts';
import { createSkyTable, fillSkyTable, skyRadianceAt } from '../../scenes/sky/sky-table.ts';

const noon: Hour = { sunElevationDeg: 60, sunAzimuthDeg: 0, turbidity: 2.5, exposureStops: 0 };
const at = (hour: Partial<Hour>) => fillDaylight(createDaylight(), { ...noon, ...hour });
const groundLight = (hour: Partial<Hour>): number =>
  luminanceOf(...irradianceAt(at(hour).light.harmonics, [0, 1, 0]));

function skyAt(
  sunElevationDeg: number,
  elevationDeg: number,
  azimuthDeg: number,
  turbidity = 2.5,
): number[] {
  const rad = Math.PI / 180;
  const table = fillSkyTable(createSkyTable(), sunElevationDeg * rad, turbidity);
  const cos =
    Math.sin(sunElevationDeg * rad) * Math.sin(elevationDeg * rad) +
    Math.cos(sunElevationDeg * rad) * Math.cos(elevationDeg * rad) * Math.cos(azimuthDeg * rad);
  return skyRadianceAt([0, 0, 0], table, elevationDeg * rad, azimuthDeg * rad, cos);
}

/** Integral of a phase function over the sphere. */
function overSphere(phase: (cos: number) => number): number {
  let sum = 0;
  const steps = 40_000;
  for (let i = 0; i < steps; i++) sum += phase(-1 + (2 * (i + 0.5)) / steps) * (2 / steps);
  return 2 * Math.PI * sum;
}

describe('the desert sky', () => {
  test('phase functions scatter all light once', () => {
    expect(overSphere(rayleighPhase)).toBeCloseTo(1, 3);
    expect(overSphere(miePhase)).toBeCloseTo(1, 1);
  });

  test('sunlight through clear air has the transmittance of the textbook depths', () => {
    // Vertical Rayleigh depth 8 km × scattering at sea level, plus ozone 15 km × absorption.
    const [r = 0, g = 0, b = 0] = sunTransmittance([0, 0, 0], earthRadiusM + 1, 1, 0);
    expect(r).toBeCloseTo(Math.exp(-(8000 * 5.802e-6 + 15_000 * 0.65e-6)), 2);
    expect(g).toBeCloseTo(Math.exp(-(8000 * 13.558e-6 + 15_000 * 1.881e-6)), 2);
    expect(b).toBeCloseTo(Math.exp(-(8000 * 33.1e-6 + 15_000 * 0.085e-6)), 2);
  });

  test('is blue overhead by day and red towards a setting sun', () => {
    const [r = 0, , b = 0] = skyAt(50, 80, 120);
    expect(b).toBeGreaterThan(2 * r);
    const [sunsetR = 0, , sunsetB = 0] = skyAt(1, 2, 5);
    expect(sunsetR).toBeGreaterThan(3 * sunsetB);
  });

  test('brightens around the sun with turbidity', () => {
    expect(skyAt(30, 25, 3, 8)[1]).toBeGreaterThan(2 * (skyAt(30, 25, 3, 1.5)[1] ?? 0));
  });

  test('is finite and positive at every hour and in every direction', () => {
    for (const sun of [-20, -12, -5, 0, 8, 45, 90]) {
      for (const elevation of [0, 1, 10, 60, 90]) {
        for (const azimuth of [0, 90, 180]) {
          for (const value of skyAt(sun, elevation, azimuth)) {
            expect(Number.isFinite(value)).toBe(true);
            expect(value).toBeGreaterThanOrEqual(0);
          }
        }
      }
    }
  });
});

describe('the light of the desert', () => {
  test('falls from noon through golden hour and dusk to night', () => {
    const lights = [60, 6, -5, -18].map((sunElevationDeg) => groundLight({ sunElevationDeg }));
    for (let i = 1; i < lights.length; i++) expect(lights[i]).toBeLessThan(lights[i - 1] ?? 0);
    expect(lights.at(-1)).toBeGreaterThan(0.01);
  });

  test('follows the exposure by stops', () => {
    expect(groundLight({ exposureStops: 1 }) / groundLight({})).toBeCloseTo(2, 6);
  });

  test('comes from the sun by day and from the moon by night', () => {
    const day = at({ sunElevationDeg: 30, sunAzimuthDeg: 90 });
    const [x, y, z] = day.light.dominant.direction;
    // Azimuth 90° is to the left, −X.
    expect(x).toBeCloseTo(-Math.cos(Math.PI / 6), 6);
    expect(y).toBeCloseTo(0.5, 6);
    expect(z).toBeCloseTo(0, 6);
    const night = at({ sunElevationDeg: -18 });
    expect(night.light.dominant.direction).toEqual(night.moonDirection);
  });

  test('is the same numbers for the same hour', () => {
    expect(at({}).light).toEqual(at({}).light);
    const reused = fillDaylight(at({ sunElevationDeg: -3, turbidity: 9 }), noon);
    expect(reused.light).toEqual(at({}).light);
  });

  test('is strongest from the side of the sun', () => {
    const { harmonics } = at({ sunElevationDeg: 10, sunAzimuthDeg: 0 }).light;
    const [ahead, behind] = [
      irradianceAt(harmonics, [0, 0, -1]),
      irradianceAt(harmonics, [0, 0, 1]),
    ];
    expect(ahead[0]).toBeGreaterThan(2 * behind[0]);
    expect(directionOf(10, 0)[2]).toBeLessThan(-0.9);
  });
});

describe('the desert floor', () => {
  test('is level where the stage stands and follows from its seed', () => {
    for (let i = 0; i < 40; i++)
      expect(terrainHeightM(8 * Math.sin(i), 8 * Math.cos(i), 3)).toBe(0);
    expect(terrainHeightM(310, -520, 3)).toBe(terrainHeightM(310, -520, 3));
    expect(terrainHeightM(310, -520, 3)).not.toBe(terrainHeightM(310, -520, 4));
  });

  test('shadow weights blend the two azimuths next to the lamp', () => {
    const weights = horizonWeights(new Array<number>(16).fill(0), 1, 0);
    expect(weights[0]).toBeCloseTo(1, 9);
    const between = horizonWeights(weights, Math.cos(Math.PI / 16), -Math.sin(Math.PI / 16));
    expect(between[15]).toBeCloseTo(0.5, 9);
    expect(between[0]).toBeCloseTo(0.5, 9);
  });
});
