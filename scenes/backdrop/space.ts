import { BackSide, type Mesh, ShaderMaterial, SphereGeometry, Vector3 } from 'three';
import spaceFragment from '../../shaders/scenes/backdrop/space.frag.glsl?raw';
import toneGlsl from '../../shaders/scenes/backdrop/tone.glsl?raw';
import hashGlsl from '../../shaders/scenes/common/hash.glsl?raw';
import domeVertex from '../../shaders/scenes/common/sky-dome.vert.glsl?raw';
import starLayerGlsl from '../../shaders/scenes/sky/star-layer.glsl?raw';
import { addStatic, createEnvironmentScene, disposeScene } from '../environment-scene.ts';
import { addDirectional, createHarmonics, projectRadiance, type Vector } from '../harmonics.ts';
import { createNoiseTexture } from '../noise-texture.ts';
import { createRandom } from '../random.ts';
import type { SceneContext, SceneInstance, SceneLight, SceneManifest } from '../scene.ts';
import { directionOf } from '../sky/daylight.ts';
import { createReader } from './sky-state.ts';
import { hourOfSky } from './weather.ts';

const palettes: readonly (readonly [Vector, Vector])[] = [
  [
    [0.25, 0.3, 0.95],
    [0.75, 0.2, 0.55],
  ],
  [
    [0.1, 0.5, 0.6],
    [0.5, 0.2, 0.8],
  ],
  [
    [0.85, 0.35, 0.15],
    [0.35, 0.25, 0.7],
  ],
];
const sunColour: Vector = [3.4, 3.2, 3];
/** How far a planet turns in a second of content time, radians: once in an hour. */
const turnPerSecond = (2 * Math.PI) / 3600;

/** Light of a sun, and of the planet's day side from below. */
function spaceLight(sun: Vector, planet: Vector, gain: number): SceneLight {
  const harmonics = projectRadiance(createHarmonics(), 8, (out, direction) => {
    const along = direction[0] * planet[0] + direction[1] * planet[1] + direction[2] * planet[2];
    const shines = along > 0.75 ? 0.12 * gain : 0.003 * gain;
    out[0] = 0.6 * shines;
    out[1] = 0.8 * shines;
    out[2] = shines;
  });
  const colour: Vector = [sunColour[0] * gain, sunColour[1] * gain, sunColour[2] * gain];
  addDirectional(harmonics, sun, colour);
  return { harmonics, dominant: { direction: sun, colour } };
}

/** Open space around the stage: nothing to stand on, and a sun that the hour moves. */
export async function createSpace(
  manifest: SceneManifest,
  context: SceneContext,
): Promise<SceneInstance> {
  const { scene, eyeInEnvironment } = createEnvironmentScene();
  const random = createRandom(context.seed + 8100);
  const noise = createNoiseTexture(context.seed, context.quality);
  const palette = palettes[Math.floor(random() * palettes.length)] ?? palettes[0];
  const planet = directionOf(-22 + 30 * random(), 60 * (random() - 0.5));
  const uniforms = {
    eyeInEnvironment,
    noise: { value: noise },
    twinkle: { value: 0 },
    stars: { value: 1 },
    planetDirection: { value: new Vector3(...planet) },
    planetRadius: { value: 0.16 + 0.32 * random() },
    sunDirection: { value: new Vector3() },
    sunColour: { value: new Vector3(...sunColour) },
    nebulaTint: { value: new Vector3(...(palette?.[0] ?? [0, 0, 0])) },
    nebulaTint2: { value: new Vector3(...(palette?.[1] ?? [0, 0, 0])) },
    landTint: { value: new Vector3(0.05 + 0.1 * random(), 0.09, 0.03) },
    planetTurn: { value: 0 },
    exposure: { value: 1 },
  };
  const material = new ShaderMaterial({
    uniforms,
    defines: { QUALITY: 1, SEED: `${context.seed >>> 0}u` },
    vertexShader: domeVertex,
    fragmentShader: hashGlsl + starLayerGlsl + toneGlsl + spaceFragment,
    side: BackSide,
    depthWrite: false,
  });
  const dome: Mesh = addStatic(scene, new SphereGeometry(1, 32, 24), material);
  dome.frustumCulled = false;

  const { values, read } = createReader(manifest);
  let light = spaceLight([0, 1, 0], planet, 1);
  return {
    scene,
    update(contentTimeMs, params) {
      if (read(params)) {
        const { sunElevationDeg, sunAzimuthDeg } = hourOfSky(values, values, 0.3);
        const sun = directionOf(sunElevationDeg, sunAzimuthDeg);
        uniforms.sunDirection.value.fromArray(sun);
        uniforms.stars.value = values.stars;
        uniforms.exposure.value = 2 ** values.exposure;
        light = spaceLight(sun, planet, uniforms.exposure.value);
      }
      const turn = (contentTimeMs / 1000) * turnPerSecond;
      uniforms.planetTurn.value = turn - 2 * Math.PI * Math.floor(turn / (2 * Math.PI));
    },
    light: () => light,
    dispose: () => disposeScene(scene, [noise]),
  };
}
