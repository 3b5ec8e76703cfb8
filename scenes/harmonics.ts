/** A colour or a direction; colours are linear Rec. 709, directions in environment space. */
export type Vector = readonly [number, number, number];

export const coefficientCount = 9;

/**
 * Values of the nine real spherical harmonics of order ≤ 2 at a unit direction, in the order and with
 * the signs of three.js `SphericalHarmonics3` (Ramamoorthi and Hanrahan 2001, equation 3).
 */
export function basisAt(out: number[], [x, y, z]: Vector): number[] {
  out[0] = 0.282095;
  out[1] = 0.488603 * y;
  out[2] = 0.488603 * z;
  out[3] = 0.488603 * x;
  out[4] = 1.092548 * x * y;
  out[5] = 1.092548 * y * z;
  out[6] = 0.315392 * (3 * z * z - 1);
  out[7] = 1.092548 * x * z;
  out[8] = 0.546274 * (x * x - y * y);
  return out;
}

export const createHarmonics = (): number[] => new Array<number>(3 * coefficientCount).fill(0);

const basis: number[] = [];

/** Adds radiance `colour` seen over `solidAngle` steradians around a unit direction. */
export function addRadiance(
  harmonics: number[],
  direction: Vector,
  colour: Vector,
  solidAngle: number,
): void {
  basisAt(basis, direction);
  for (let i = 0; i < coefficientCount; i++) {
    const weight = (basis[i] ?? 0) * solidAngle;
    for (let c = 0; c < 3; c++) {
      harmonics[3 * i + c] = (harmonics[3 * i + c] ?? 0) + weight * (colour[c] ?? 0);
    }
  }
}

/**
 * Adds a distant lamp: `irradiance` is what it throws on a surface that faces it, which is the
 * integral of its radiance over its own solid angle.
 */
export function addDirectional(harmonics: number[], direction: Vector, irradiance: Vector): void {
  addRadiance(harmonics, direction, irradiance, 1);
}

/** Projects a radiance function by a latitude-longitude quadrature of `rows` × 2·`rows` samples. */
export function projectRadiance(
  harmonics: number[],
  rows: number,
  radianceAt: (out: number[], direction: Vector) => void,
): number[] {
  const colour: number[] = [0, 0, 0];
  const columns = 2 * rows;
  for (let row = 0; row < rows; row++) {
    const polar = (Math.PI * (row + 0.5)) / rows;
    // The exact area of the band, so that a constant integrates to 4π.
    const band = Math.cos((Math.PI * row) / rows) - Math.cos((Math.PI * (row + 1)) / rows);
    for (let column = 0; column < columns; column++) {
      const azimuth = (2 * Math.PI * (column + 0.5)) / columns;
      const sin = Math.sin(polar);
      const direction: Vector = [sin * Math.cos(azimuth), Math.cos(polar), sin * Math.sin(azimuth)];
      radianceAt(colour, direction);
      addRadiance(
        harmonics,
        direction,
        [colour[0] ?? 0, colour[1] ?? 0, colour[2] ?? 0],
        (band * 2 * Math.PI) / columns,
      );
    }
  }
  return harmonics;
}

/** Cosine-lobe factors per coefficient: π, 2π/3, π/4 (Ramamoorthi and Hanrahan 2001, equation 8). */
const lobe = [1, 2 / 3, 2 / 3, 2 / 3, 1 / 4, 1 / 4, 1 / 4, 1 / 4, 1 / 4];

/** Irradiance (π times the mean radiance for a uniform sky) on a surface with unit normal. */
export function irradianceAt(
  harmonics: readonly number[],
  normal: Vector,
): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  basisAt(basis, normal);
  for (let i = 0; i < coefficientCount; i++) {
    const weight = Math.PI * (lobe[i] ?? 0) * (basis[i] ?? 0);
    sum[0] += weight * (harmonics[3 * i] ?? 0);
    sum[1] += weight * (harmonics[3 * i + 1] ?? 0);
    sum[2] += weight * (harmonics[3 * i + 2] ?? 0);
  }
  return sum;
}

export const luminanceOf = (r: number, g: number, b: number): number =>
  0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Numbers that `skyIrradiance` in `shaders/scenes/common/harmonics.glsl` multiplies directly. */
export function shaderCoefficient(
  harmonics: readonly number[],
  index: number,
  channel: number,
): number {
  const constant = [
    0.282095, 0.488603, 0.488603, 0.488603, 1.092548, 1.092548, 0.315392, 1.092548, 0.546274,
  ][index];
  return Math.PI * (lobe[index] ?? 0) * (constant ?? 0) * (harmonics[3 * index + channel] ?? 0);
}
