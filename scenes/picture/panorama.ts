import { BackSide, ShaderMaterial, SphereGeometry } from 'three';
import { radFromDeg } from '../../core/math.ts';
import domeVertex from '../../shaders/scenes/common/sky-dome.vert.glsl?raw';
import panoramaFragment from '../../shaders/scenes/picture/panorama.frag.glsl?raw';
import { addStatic, createEnvironmentScene, disposeScene } from '../environment-scene.ts';
import { listReader, readChanged } from '../parameter-reader.ts';
import type { SceneContext, SceneInstance } from '../scene.ts';
import { loadPicture } from './load-picture.ts';
import { panoramaParameters } from './parameters.ts';
import { lightOfPanorama, scaledLight } from './picture-light.ts';

/** Defocus of 1 is so many mip levels: a 64th of the picture is one spot. */
const mostBlur = 7;

/** A picture of 360° × 180° around the stage, infinitely far: it turns with its placement and has no parallax. */
export async function createPanorama(context: SceneContext, url: string): Promise<SceneInstance> {
  const { texture, small } = await loadPicture(context.renderer, url, true);
  const { scene } = createEnvironmentScene();
  const uniforms = {
    picture: { value: texture },
    gain: { value: 1 },
    blur: { value: 0 },
    horizon: { value: 0 },
  };
  const material = new ShaderMaterial({
    uniforms,
    vertexShader: domeVertex,
    fragmentShader: panoramaFragment,
    side: BackSide,
    depthWrite: false,
  });
  addStatic(scene, new SphereGeometry(1, 48, 32), material).frustumCulled = false;
  const unscaled = lightOfPanorama(small);
  let light = unscaled;
  const readers = ['exposure', 'defocus', 'horizonDeg'].map((name) =>
    listReader(panoramaParameters, name),
  );
  const held = new Float64Array(readers.length).fill(Number.NaN);
  return {
    scene,
    update(_contentTimeMs, params) {
      if (!readChanged(held, readers, params)) return;
      const [stops = 0, defocus = 0, horizonDeg = 0] = held;
      uniforms.gain.value = 2 ** stops;
      uniforms.blur.value = mostBlur * defocus;
      uniforms.horizon.value = radFromDeg(horizonDeg);
      light = scaledLight(unscaled, uniforms.gain.value);
    },
    light: () => light,
    dispose: () => disposeScene(scene, [texture]),
  };
}
