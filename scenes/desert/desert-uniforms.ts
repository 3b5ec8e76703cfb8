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
import { luminanceOf, type Vector } from '../harmonics.ts';
import { createHarmonicsUniform, setHarmonicsUniform } from '../harmonics-uniform.ts';
import { aerosolOf } from './atmosphere.ts';
import { type Daylight, nightHorizon, nightZenith, sandAlbedo } from './daylight.ts';
import { horizonAzimuths, horizonWeights } from './horizon.ts';
import { skyColumns, skyRows } from './sky-table.ts';

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

/** Tables are stored brighter by this and `skyScale` is divided by it. */
const tableGain = 4096;

const color = (value: Vector): Vector3 => new Vector3(...value);

/** Every uniform of the desert, shared by its materials. */
export function createDesertUniforms(eyeInEnvironment: IUniform<Vector3>, noise: Texture) {
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
    harmonics: createHarmonicsUniform(),
    hazePerMetre: { value: new Vector3() },
    lampDirection: { value: new Vector3(0, 1, 0) },
    lampIrradiance: { value: new Vector3() },
    lampHorizon: { value: [0, 1, 2, 3].map(() => new Vector4()) },
    sandAlbedo: { value: color(sandAlbedo) },
    sunDisc: { value: new Vector3() },
    shadowDepth: { value: 0 },
    cloudCover: { value: 0 },
    cloudSun: { value: new Vector3() },
    cloudAmbient: { value: new Vector3() },
    cloudShift: { value: new Vector2() },
    twinkle: { value: 0 },
    windDirection: { value: new Vector2(Math.cos(0.5), Math.sin(0.5)) },
    windShift: { value: 0 },
    driftAmount: { value: 0 },
  };
}

export type DesertUniforms = ReturnType<typeof createDesertUniforms>;

const weights = new Array<number>(horizonAzimuths).fill(0);

/** Carries one hour's light into the uniforms. */
export function setDaylight(uniforms: DesertUniforms, day: Daylight, turbidity: number): void {
  setTableTexture(uniforms.skyAir.value, day.table.air);
  setTableTexture(uniforms.skyDust.value, day.table.dust);
  uniforms.sunDirection.value.fromArray(day.sunDirection);
  uniforms.moonDirection.value.fromArray(day.moonDirection);
  uniforms.skyScale.value = day.skyScale / tableGain;
  uniforms.nightScale.value = day.nightScale;
  uniforms.nightPasses.value = day.nightScale > 0 ? 1 : 0;
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
  setShadowAndCloud(uniforms, day);
}

function setShadowAndCloud(uniforms: DesertUniforms, day: Daylight): void {
  const { direction, colour } = day.light.dominant;
  const direct = Math.max(0, direction[1]) * luminanceOf(...colour);
  const harmonics = day.skyHarmonics;
  const sky = luminanceOf(harmonics[0] ?? 0, harmonics[1] ?? 0, harmonics[2] ?? 0) * 1.1;
  uniforms.shadowDepth.value = 0.9 * (direct / (direct + sky + 1e-6));
  uniforms.cloudAmbient.value.fromArray(harmonics, 0).multiplyScalar(0.3);
  uniforms.cloudSun.value.fromArray(day.cloudSun);
}
