import { smoothstep } from '../smoothstep.ts';
import {
  aerosolOf,
  distanceToSphere,
  earthRadiusM,
  groundHeightM,
  mieDensity,
  mieExtinction,
  miePhase,
  mieScattering,
  ozoneAbsorption,
  ozoneDensity,
  rayleigh,
  rayleighDensity,
  rayleighPhase,
  sunTransmittance,
  topRadiusM,
} from './atmosphere.ts';

/** Columns over the azimuth from the sun (0..π), rows over the elevation (0..π/2, finer at the horizon). */
export const skyColumns = 20;
export const skyRows = 32;
const viewSteps = 16;
const groundAlbedo = 0.3;

/**
 * The sky of one sun elevation and turbidity for a sun of irradiance 1, in four floats per texel.
 * `air`: Rayleigh with its phase plus every higher order. `dust`: Mie without its phase, which is too
 * sharp for a table and is applied per pixel.
 */
export interface SkyTable {
  air: Float32Array;
  dust: Float32Array;
}

export const createSkyTable = (): SkyTable => ({
  air: new Float32Array(skyColumns * skyRows * 4).fill(1),
  dust: new Float32Array(skyColumns * skyRows * 4).fill(1),
});

const toSun: number[] = [0, 0, 0];

/** Integrates light scattered towards the eye; adds to `air` and `dust`, phases not applied. */
function scatterAlong(
  air: number[],
  dust: number[],
  startRadiusM: number,
  view: readonly [number, number, number],
  sun: readonly [number, number],
  aerosol: number,
  count: number,
): void {
  air[0] = air[1] = air[2] = dust[0] = dust[1] = dust[2] = 0;
  const length = distanceToSphere(startRadiusM, view[1], topRadiusM);
  let [depthR, depthG, depthB] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const t = length * ((i + 0.5) / count) ** 2;
    const dt = (length * (2 * i + 1)) / (count * count);
    const [x, y, z] = [view[0] * t, startRadiusM + view[1] * t, view[2] * t];
    const radius = Math.sqrt(x * x + y * y + z * z);
    const height = radius - earthRadiusM;
    const airDensity = rayleighDensity(height);
    const dustDensity = mieDensity(height) * aerosol;
    const dustDepth = dustDensity * mieExtinction * dt;
    const ozone = ozoneDensity(height) * dt;
    const stepR = airDensity * rayleigh[0] * dt + dustDepth + ozone * ozoneAbsorption[0];
    const stepG = airDensity * rayleigh[1] * dt + dustDepth + ozone * ozoneAbsorption[1];
    const stepB = airDensity * rayleigh[2] * dt + dustDepth + ozone * ozoneAbsorption[2];
    sunTransmittance(toSun, radius, (x * sun[0] + y * sun[1]) / radius, aerosol);
    const lightR = (toSun[0] ?? 0) * Math.exp(-depthR - stepR / 2) * dt;
    const lightG = (toSun[1] ?? 0) * Math.exp(-depthG - stepG / 2) * dt;
    const lightB = (toSun[2] ?? 0) * Math.exp(-depthB - stepB / 2) * dt;
    air[0] += lightR * airDensity * rayleigh[0];
    air[1] = (air[1] ?? 0) + lightG * airDensity * rayleigh[1];
    air[2] = (air[2] ?? 0) + lightB * airDensity * rayleigh[2];
    dust[0] += lightR * dustDensity * mieScattering;
    dust[1] = (dust[1] ?? 0) + lightG * dustDensity * mieScattering;
    dust[2] = (dust[2] ?? 0) + lightB * dustDensity * mieScattering;
    depthR += stepR;
    depthG += stepG;
    depthB += stepB;
  }
}

const air: number[] = [0, 0, 0];
const dust: number[] = [0, 0, 0];

/**
 * Light that has scattered at least twice, as an isotropic source in air of unit density: the mean of
 * the singly scattered sky plus the lit ground, with the endless rest as a geometric series
 * (the idea of Hillaire 2020, section 5.5, here for the lower air that makes the visible sky).
 */
function diffuseSource(sunElevationRad: number, aerosol: number): [number, number, number] {
  const sun = [Math.cos(sunElevationRad), Math.sin(sunElevationRad)] as const;
  const mean: [number, number, number] = [0, 0, 0];
  const [rows, columns, radius] = [6, 6, earthRadiusM + 2500];
  for (let row = 0; row < rows; row++) {
    const sinEl = (row + 0.5) / rows;
    const cosEl = Math.sqrt(1 - sinEl * sinEl);
    for (let column = 0; column < columns; column++) {
      const az = (Math.PI * (column + 0.5)) / columns;
      const view = [cosEl * Math.cos(az), sinEl, cosEl * Math.sin(az)] as const;
      scatterAlong(air, dust, radius, view, sun, aerosol, 10);
      for (let c = 0; c < 3; c++) {
        mean[c] =
          (mean[c] ?? 0) + ((air[c] ?? 0) + (dust[c] ?? 0)) / (rows * columns * 4 * Math.PI);
      }
    }
  }
  sunTransmittance(toSun, radius, sun[1], aerosol);
  // In the earth's shadow the lit air is high up, where more of it meets the eye than this height says.
  const dusk = Math.min(1, Math.max(0, (0.06 - sun[1]) / 0.16));
  const twilight = 1 + 9 * dusk;
  for (let c = 0; c < 3; c++) {
    const sky = mean[c] ?? 0;
    const ground =
      (groundAlbedo / Math.PI) * (Math.max(0, sun[1]) * (toSun[c] ?? 0) + Math.PI * sky);
    const first = 0.5 * (sky + ground);
    const again = [0.16, 0.3, 0.46][c] ?? 0;
    // On its slanting way there it has crossed the ozone, which makes the blue hour blue.
    const ozone = 1 - dusk * ([0.85, 0.12, 0][c] ?? 0);
    mean[c] = (first * twilight * ozone) / (1 - again);
  }
  return mean;
}

/** Share of red, green and blue that ozone takes out of a twilit sky beyond what one scattering's path has met of it. */
const chappuis = [0.42, 0.06, 0];

/** How much of a blue hour it is, 0..1, by the sine of the sun's elevation: from 1° below the horizon to full at 5°. */
const blueHour = (sunHeight: number): number => 1 - smoothstep(-0.09, -0.017, sunHeight);

/** Elevation in radians of a table row; the square root spends rows near the horizon. */
const rowElevation = (row: number): number => (Math.PI / 2) * (row / (skyRows - 1)) ** 2;

/** Fills the table for one sun elevation (radians, −0.35..π/2) and turbidity (1..10). */
export function fillSkyTable(
  table: SkyTable,
  sunElevationRad: number,
  turbidity: number,
): SkyTable {
  const aerosol = aerosolOf(turbidity);
  const sun = [Math.cos(sunElevationRad), Math.sin(sunElevationRad)] as const;
  const source = diffuseSource(sunElevationRad, aerosol);
  for (let row = 0; row < skyRows; row++) {
    const elevation = Math.max(0.002, rowElevation(row));
    const [sinEl, cosEl] = [Math.sin(elevation), Math.cos(elevation)];
    const diffuse = diffuseAlong(sinEl, aerosol);
    const blue = blueHour(sun[1]) * smoothstep(0.02, 0.3, sinEl);
    for (let column = 0; column < skyColumns; column++) {
      const az = (Math.PI * column) / (skyColumns - 1);
      const view = [cosEl * Math.cos(az), sinEl, cosEl * Math.sin(az)] as const;
      scatterAlong(air, dust, earthRadiusM + groundHeightM, view, sun, aerosol, viewSteps);
      const phase = rayleighPhase(view[0] * sun[0] + view[1] * sun[1]);
      const at = 4 * (row * skyColumns + column);
      for (let c = 0; c < 3; c++) {
        const gathered = (air[c] ?? 0) * phase + (source[c] ?? 0) * (diffuse[c] ?? 0);
        table.air[at + c] = gathered * (1 - blue * (chappuis[c] ?? 0));
        table.dust[at + c] = dust[c] ?? 0;
      }
    }
  }
  gradeTwilight(table, blueHour(sun[1]));
  return table;
}

/** Lowest elevation away from the sun whose light the blue hour's own haze does not fill in, radians. */
const hazeTopRad = 0.09;
/** Share of its colour that an eye and a camera balanced for the hour no longer see. */
const adapted = 0.5;

/**
 * What a picture of the blue hour shows of it: opposite the sun the earth's shadow, which single scattering
 * leaves nearly black, is filled by the air before it, and the white balance has followed the light half way.
 */
function gradeTwilight({ air: texels }: SkyTable, amount: number): void {
  if (amount <= 0) return;
  for (let column = 0; column < skyColumns; column++) {
    const opposite = 0.5 - 0.5 * Math.cos((Math.PI * column) / (skyColumns - 1));
    const top = Math.sqrt((hazeTopRad * amount * opposite) / (Math.PI / 2)) * (skyRows - 1);
    const [row, share] = [Math.floor(top), top % 1];
    for (let c = 0; c < 3; c++) {
      const of = (at: number): number => texels[4 * (at * skyColumns + column) + c] ?? 0;
      const filled = of(row) + (of(Math.min(skyRows - 1, row + 1)) - of(row)) * share;
      for (let below = 0; below <= row; below++)
        texels[4 * (below * skyColumns + column) + c] = filled;
    }
    for (let each = 0; each < skyRows; each++) {
      const at = 4 * (each * skyColumns + column);
      const [r = 0, g = 0, b = 0] = texels.subarray(at, at + 3);
      const grey = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      // Only what is blue pales: the glow where the sun went keeps its rose.
      const blue = Math.min(1, Math.max(0, 1.7 * (1 - r / Math.max(b, 1e-9))));
      for (let c = 0; c < 3; c++) {
        const own = texels[at + c] ?? 0;
        texels[at + c] = own + adapted * amount * blue * (grey * (balanced[c] ?? 1) - own);
      }
    }
  }
}

const balanced = [0.97, 1.03, 1.05];

/** Scattering power that a ray gathers, after extinction: what the isotropic source is multiplied by. */
function diffuseAlong(sinElevation: number, aerosol: number): [number, number, number] {
  const gathered: [number, number, number] = [0, 0, 0];
  const depth: [number, number, number] = [0, 0, 0];
  const start = earthRadiusM + groundHeightM;
  const length = distanceToSphere(start, sinElevation, topRadiusM);
  for (let i = 0; i < viewSteps; i++) {
    const t = length * ((i + 0.5) / viewSteps) ** 2;
    const dt = (length * (2 * i + 1)) / (viewSteps * viewSteps);
    const height = Math.sqrt(start * start + t * t + 2 * start * t * sinElevation) - earthRadiusM;
    const haze = mieDensity(height) * aerosol;
    for (let c = 0; c < 3; c++) {
      const scatter = rayleighDensity(height) * (rayleigh[c] ?? 0) + haze * mieScattering;
      const absorb =
        haze * (mieExtinction - mieScattering) + ozoneDensity(height) * (ozoneAbsorption[c] ?? 0);
      const step = (scatter + absorb) * dt;
      gathered[c] = (gathered[c] ?? 0) + scatter * dt * Math.exp(-(depth[c] ?? 0) - step / 2);
      depth[c] = (depth[c] ?? 0) + step;
    }
  }
  return gathered;
}

/**
 * Radiance of the sky (sun disc left out) for a sun of irradiance 1, by the same look-up as
 * `shaders/scenes/desert/sky.glsl`. Directions below the horizon give the horizon's colour.
 */
export function skyRadianceAt(
  out: number[],
  table: SkyTable,
  elevationRad: number,
  azimuthFromSunRad: number,
  cosToSun: number,
): number[] {
  const v = Math.sqrt(Math.max(0, elevationRad) / (Math.PI / 2)) * (skyRows - 1);
  const u = (Math.abs(azimuthFromSunRad) / Math.PI) * (skyColumns - 1);
  const row = Math.min(skyRows - 2, Math.floor(v));
  const column = Math.min(skyColumns - 2, Math.floor(u));
  const [fy, fx] = [v - row, u - column];
  const at = 4 * (row * skyColumns + column);
  const below = at + 4 * skyColumns;
  const phase = miePhase(cosToSun);
  const texel = (i: number): number => (table.air[i] ?? 0) + (table.dust[i] ?? 0) * phase;
  for (let c = 0; c < 3; c++) {
    const upper = texel(at + c) * (1 - fx) + texel(at + 4 + c) * fx;
    const lower = texel(below + c) * (1 - fx) + texel(below + 4 + c) * fx;
    out[c] = upper * (1 - fy) + lower * fy;
  }
  return out;
}
