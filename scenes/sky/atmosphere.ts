/**
 * A clear atmosphere around a round earth: Rayleigh and Mie scattering with ozone, single scattering
 * along the ray and all higher orders as one isotropic term. Coefficients per metre at sea level for
 * red, green, blue: Hillaire 2020, "A Scalable and Production Ready Sky and Atmosphere Rendering
 * Technique", table 1; ozone profile: Bruneton 2017.
 */
export const rayleigh = [5.802e-6, 13.558e-6, 33.1e-6] as const;
export const mieScattering = 3.996e-6;
export const mieExtinction = 8.396e-6;
export const ozoneAbsorption = [0.65e-6, 1.881e-6, 0.085e-6] as const;

export const earthRadiusM = 6_360_000;
export const topRadiusM = 6_460_000;
/** The desert stands on a plateau. */
export const groundHeightM = 400;

export const rayleighDensity = (heightM: number): number => Math.exp(-heightM / 8000);
export const mieDensity = (heightM: number): number => Math.exp(-heightM / 1200);
export const ozoneDensity = (heightM: number): number =>
  Math.max(0, 1 - Math.abs(heightM - 25_000) / 15_000);

/** How much aerosol a turbidity stands for: 1 is pure air, 2.2 the amount of table 1. */
export const aerosolOf = (turbidity: number): number => Math.max(0, turbidity - 1) / 1.2;

/** Distance along a ray from radius `radiusM` at cosine `cosZenith` to a sphere around the centre. */
export function distanceToSphere(radiusM: number, cosZenith: number, sphereM: number): number {
  const half = radiusM * cosZenith;
  const discriminant = half * half - radiusM * radiusM + sphereM * sphereM;
  return discriminant < 0 ? -1 : -half + Math.sqrt(discriminant);
}

const heights = 32;
const angles = 64;
const steps = 40;

/** Cosine of the zenith angle at which a ray from this height grazes the ground. */
const horizonCosine = (radiusM: number): number =>
  -Math.sqrt(Math.max(0, 1 - (earthRadiusM / radiusM) ** 2));

function fillDepths(out: Float32Array, at: number, radiusM: number, cosZenith: number): void {
  const length = distanceToSphere(radiusM, cosZenith, topRadiusM);
  let [air, aerosol, ozone] = [0, 0, 0];
  for (let i = 0; i < steps; i++) {
    // Steps grow along the ray: the dense air is at its beginning.
    const t = length * ((i + 0.5) / steps) ** 2;
    const dt = (length * (2 * i + 1)) / (steps * steps);
    const h = Math.sqrt(radiusM * radiusM + t * t + 2 * radiusM * t * cosZenith) - earthRadiusM;
    air += rayleighDensity(h) * dt;
    aerosol += mieDensity(h) * dt;
    ozone += ozoneDensity(h) * dt;
  }
  out[at] = air;
  out[at + 1] = aerosol;
  out[at + 2] = ozone;
}

let depthTable: Float32Array | undefined;

/** Optical depths to space over height and zenith angle; the same for every hour and turbidity. */
function depths(): Float32Array {
  if (depthTable !== undefined) return depthTable;
  const table = new Float32Array(heights * angles * 3);
  for (let row = 0; row < heights; row++) {
    const radiusM = earthRadiusM + 1 + (topRadiusM - earthRadiusM - 2) * (row / (heights - 1)) ** 2;
    const horizon = horizonCosine(radiusM);
    for (let column = 0; column < angles; column++) {
      const cosZenith = horizon + (1 - horizon) * (column / (angles - 1)) ** 2;
      fillDepths(table, 3 * (row * angles + column), radiusM, cosZenith);
    }
  }
  depthTable = table;
  return table;
}

/**
 * Fraction of sunlight that reaches a point: `out` is red, green, blue in 0..1. It falls to zero over
 * the width of the sun's disc at the horizon, so that the earth's shadow has a soft edge.
 */
export function sunTransmittance(
  out: number[],
  radiusM: number,
  cosSunZenith: number,
  aerosol: number,
): number[] {
  const table = depths();
  const horizon = horizonCosine(radiusM);
  const above = (cosSunZenith - horizon + 0.0047) / 0.0094;
  const visible = Math.min(1, Math.max(0, above));
  const v = Math.sqrt(
    Math.max(0, Math.min(1, (radiusM - earthRadiusM) / (topRadiusM - earthRadiusM))),
  );
  const u = Math.sqrt(Math.max(0, Math.min(1, (cosSunZenith - horizon) / (1 - horizon))));
  const row = Math.min(heights - 2, Math.floor(v * (heights - 1)));
  const column = Math.min(angles - 2, Math.floor(u * (angles - 1)));
  const fy = v * (heights - 1) - row;
  const fx = u * (angles - 1) - column;
  const at = 3 * (row * angles + column);
  const below = at + 3 * angles;
  const mix = (i: number): number => {
    const upper = (table[at + i] ?? 0) * (1 - fx) + (table[at + 3 + i] ?? 0) * fx;
    const lower = (table[below + i] ?? 0) * (1 - fx) + (table[below + 3 + i] ?? 0) * fx;
    return upper * (1 - fy) + lower * fy;
  };
  const [air, haze, ozone] = [mix(0), mix(1) * aerosol * mieExtinction, mix(2)];
  for (let c = 0; c < 3; c++) {
    const depth = air * (rayleigh[c] ?? 0) + haze + ozone * (ozoneAbsorption[c] ?? 0);
    out[c] = visible * Math.exp(-depth);
  }
  return out;
}

export const rayleighPhase = (cos: number): number => (3 / (16 * Math.PI)) * (1 + cos * cos);

const cornetteShanks = (cos: number, g: number): number =>
  ((3 / (8 * Math.PI)) * (1 - g * g) * (1 + cos * cos)) /
  ((2 + g * g) * Math.max(1e-4, 1 + g * g - 2 * g * cos) ** 1.5);

/** Desert dust: a broad forward lobe and the narrow aureole around the disc. Integrates to 1. */
export const miePhase = (cos: number): number =>
  0.88 * cornetteShanks(cos, 0.76) + 0.12 * cornetteShanks(cos, 0.95);
