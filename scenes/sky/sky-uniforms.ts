import {
  DataTexture,
  DataUtils,
  HalfFloatType,
  type IUniform,
  LinearFilter,
  RGBAFormat,
  type Texture,
  Vector2,
  Vector3,
  Vector4,
} from 'three';
import type { Vector } from '../harmonics.ts';
import { createHarmonicsUniform, setHarmonicsUniform } from '../harmonics-uniform.ts';
import { horizonAzimuths, horizonRange, horizonWeights } from '../land/horizon.ts';
import { aerosolOf } from './atmosphere.ts';
import { type Daylight, nightHorizon, nightZenith } from './daylight.ts';
import { skyColumns, skyRows } from './sky-table.ts';

/** Tables are stored brighter by this and `skyScale` is divided by it. */
const tableGain = 4096;

function createTableTexture(): DataTexture {
  const texels = new Uint16Array(skyColumns * skyRows * 4);
  const texture = new DataTexture(texels, skyColumns, skyRows, RGBAFormat, HalfFloatType);
  texture.minFilter = texture.magFilter = LinearFilter;
  return texture;
}

function setTableTexture(texture: DataTexture, table: Float32Array): void {
  const texels = texture.image.data;
  // Twilight needs the range that a half float lacks below 6e-5.
  for (let i = 0; i < table.length; i++) {
    if (texels) texels[i] = DataUtils.toHalfFloat((table[i] ?? 0) * tableGain);
  }
  texture.needsUpdate = true;
}

const color = (value: Vector): Vector3 => new Vector3(...value);

/** What `shaders/scenes/sky` must be compiled with. */
export const skyDefines = {
  SKY_COLUMNS: `${skyColumns}.0`,
  SKY_ROWS: `${skyRows}.0`,
  HORIZON_RANGE: horizonRange,
};

/** The uniforms of `shaders/scenes/sky`: sky, air, clouds and the lamp of the hour. */
export function createSkyUniforms(eyeInEnvironment: IUniform<Vector3>, noise: Texture) {
  return {
    eyeInEnvironment,
    noise: { value: noise },
    skyAir: { value: createTableTexture() },
    skyDust: { value: createTableTexture() },
    sunDirection: { value: new Vector3(0, 1, 0) },
    moonDirection: { value: new Vector3(0, 1, 0) },
    skyScale: { value: 1 },
    nightScale: { value: 0 },
    nightPasses: { value: 0 },
    nightZenith: { value: color(nightZenith) },
    nightHorizon: { value: color(nightHorizon) },
    overcast: { value: 0 },
    overcastZenith: { value: new Vector3() },
    townGlow: { value: new Vector3() },
    harmonics: createHarmonicsUniform(),
    hazePerMetre: { value: new Vector3() },
    lampDirection: { value: new Vector3(0, 1, 0) },
    lampIrradiance: { value: new Vector3() },
    lampHorizon: { value: [0, 1, 2, 3].map(() => new Vector4()) },
    sunDisc: { value: new Vector3() },
    cloudCover: { value: 0 },
    cloudSun: { value: new Vector3() },
    cloudAmbient: { value: new Vector3() },
    cloudShift: { value: new Vector2() },
    twinkle: { value: 0 },
  };
}

export type SkyUniforms = ReturnType<typeof createSkyUniforms>;

const weights = new Array<number>(horizonAzimuths).fill(0);

/** Carries one hour's light into the uniforms. */
export function setSky(uniforms: SkyUniforms, day: Daylight, turbidity: number): void {
  setTableTexture(uniforms.skyAir.value, day.table.air);
  setTableTexture(uniforms.skyDust.value, day.table.dust);
  uniforms.sunDirection.value.fromArray(day.sunDirection);
  uniforms.moonDirection.value.fromArray(day.moonDirection);
  uniforms.skyScale.value = day.skyScale / tableGain;
  uniforms.nightScale.value = day.nightScale;
  uniforms.nightPasses.value = day.nightScale > 0 ? 1 : 0;
  uniforms.overcast.value = day.overcast;
  uniforms.overcastZenith.value.fromArray(day.overcastZenith);
  uniforms.townGlow.value.fromArray(day.townGlow);
  setHarmonicsUniform(uniforms.harmonics, day.skyHarmonics);
  const dust = 1.6e-5 * aerosolOf(turbidity);
  uniforms.hazePerMetre.value.set(5.8e-6 + dust, 1.36e-5 + dust, 3.3e-5 + dust);
  const { direction, colour } = day.light.dominant;
  uniforms.lampDirection.value.fromArray(direction);
  uniforms.lampIrradiance.value.fromArray(colour);
  horizonWeights(weights, direction[0], direction[2]);
  uniforms.lampHorizon.value.forEach((four, part) => {
    four.fromArray(weights, 4 * part);
  });
  uniforms.sunDisc.value.fromArray(day.sunIrradiance).multiplyScalar(60);
  uniforms.cloudAmbient.value.fromArray(day.skyHarmonics, 0).multiplyScalar(0.3);
  uniforms.cloudSun.value.fromArray(day.cloudSun);
}
