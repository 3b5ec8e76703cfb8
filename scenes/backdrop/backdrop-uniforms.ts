import {
  DataTexture,
  type IUniform,
  RGFormat,
  type Texture,
  Vector2,
  Vector3,
  Vector4,
} from 'three';
import { createSkyUniforms } from '../sky/sky-uniforms.ts';
import type { PlaceLook } from './looks.ts';

const never = 1e6;

/** Where nothing stands: one texel without a tree. */
function noTreeCover(): DataTexture {
  const texture = new DataTexture(new Uint8Array(2), 1, 1, RGFormat);
  texture.unpackAlignment = 1;
  texture.needsUpdate = true;
  return texture;
}

/** Every uniform of a backdrop, shared by its materials. */
export function createBackdropUniforms(
  eyeInEnvironment: IUniform<Vector3>,
  noise: Texture,
  look: PlaceLook,
) {
  return {
    ...createSkyUniforms(eyeInEnvironment, noise),
    moons: { value: Array.from({ length: 5 }, () => new Vector3(0, 1, 0)) },
    moonCount: { value: 0 },
    stars: { value: 0 },
    lowCloud: { value: 0 },
    lowCloudShift: { value: new Vector2() },
    fogDepth: { value: 0 },
    fogPerMetre: { value: 0 },
    flash: { value: new Vector4(0, 1, 0, 0) },
    seconds: { value: 0 },
    wind: { value: 0 },
    reliefScale: { value: 1 },
    trees: { value: 0 },
    treeCover: { value: noTreeCover() },
    autumn: { value: 0 },
    ground: { value: new Vector3(...look.ground) },
    patches: { value: new Vector3(...look.patches) },
    rock: { value: new Vector3(...look.rock) },
    rockFrom: { value: look.rockFrom },
    canopy: { value: new Vector3(...look.canopy) },
    canopyFrom: { value: look.keepsRelief || look.paved ? 0 : 1 },
    snowCover: { value: 0 },
    snowLine: { value: look.snowLineM },
    wetness: { value: 0 },
    townLight: { value: new Vector3() },
    waterLevel: { value: -never },
    waveShift: { value: new Vector4() },
    waterTint: { value: new Vector3(0.012, 0.035, 0.04) },
    amount: { value: 0 },
    isSnow: { value: 0 },
  };
}

export type BackdropUniforms = ReturnType<typeof createBackdropUniforms>;
