import {
  DataTexture,
  FloatType,
  type IUniform,
  NearestFilter,
  RGBAFormat,
  type Texture,
  Vector3,
  Vector4,
} from 'three';
import { createHarmonicsUniform } from '../harmonics-uniform.ts';
import { carSpacingM, laneSpeeds } from './car-mesh.ts';
import { neonPowerOf } from './city-light.ts';
import type { NeonSign } from './neon-plan.ts';
import { type Building, frontTable, rowTexels } from './street-plan.ts';

/** Exact values are read back from it, so it is never filtered. */
function createFrontTexture(buildings: readonly Building[]): DataTexture {
  const texture = new DataTexture(frontTable(buildings), rowTexels, 2, RGBAFormat, FloatType);
  texture.minFilter = texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return texture;
}

export function createCityUniforms(
  eyeInEnvironment: IUniform<Vector3>,
  noise: Texture,
  buildings: readonly Building[],
  near: readonly NeonSign[],
) {
  return {
    eyeInEnvironment,
    noise: { value: noise },
    fronts: { value: createFrontTexture(buildings) },
    harmonics: createHarmonicsUniform(),
    hazePerMetre: { value: 0 },
    exposure: { value: 1 },
    seconds: { value: 0 },
    heightScale: { value: 1 },
    windowsLit: { value: 0 },
    wetness: { value: 0 },
    rain: { value: 0 },
    rainLayers: { value: 0 },
    trafficDensity: { value: 0 },
    laneShift: { value: new Vector4() },
    laneSlot: { value: new Int32Array(4) },
    neonAt: { value: near.map((sign) => new Vector4(...sign.position, sign.heightM)) },
    neonColour: { value: near.map((sign) => new Vector3(...neonPowerOf(sign))) },
  };
}

export type CityUniforms = ReturnType<typeof createCityUniforms>;

/** Headings of the lanes, as in `traffic.glsl`. */
const headings = [1, 1, -1, -1] as const;

/** Moves every train of cars to a moment: whole places as integers, the rest as a small float. */
export function setTraffic(
  uniforms: Pick<CityUniforms, 'laneSlot' | 'laneShift'>,
  seconds: number,
): void {
  for (let lane = 0; lane < 4; lane++) {
    const travelled = seconds * (laneSpeeds[lane] ?? 0) * (headings[lane] ?? 1);
    const places = Math.floor(travelled / carSpacingM);
    uniforms.laneSlot.value[lane] = places;
    uniforms.laneShift.value.setComponent(lane, travelled - places * carSpacingM);
  }
}
