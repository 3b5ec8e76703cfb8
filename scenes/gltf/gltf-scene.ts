import { AnimationMixer, Color, LightProbe } from 'three';
import { createEnvironmentScene, disposeScene } from '../environment-scene.ts';
import {
  parameterValue,
  type SceneContext,
  type SceneInstance,
  type SceneLight,
} from '../scene.ts';
import { addBackground, setBackground } from './background.ts';
import { disposeModel, materialsOf } from './dispose-model.ts';
import { loadGlb } from './load-glb.ts';
import { patchMaterial } from './material-patch.ts';
import { gltfParameters } from './parameters.ts';
import { studioHarmonics } from './studio-light.ts';

const numberOf = (name: string) => {
  const parameter = gltfParameters.find((candidate) => candidate.name === name);
  if (parameter === undefined) throw new Error(`glTF environments declare no parameter ${name}`);
  return (params: Readonly<Record<string, unknown>>) => Number(parameterValue(parameter, params));
};
const readLight = numberOf('light');
const readExposure = numberOf('exposure');

/** The studio's light on the set; from above, since that is where most of it comes from. */
function studioLight(harmonics: readonly number[], light: number, exposure: number): SceneLight {
  const scale = light * exposure;
  return {
    harmonics: harmonics.map((value) => value * scale),
    dominant: { direction: [0, 1, 0], colour: [scale, scale, scale] },
  };
}

/**
 * A .glb of the show as an environment. `params`: `background` (a CSS colour, default black), `light`
 * (a neutral studio, 1 as it is, 0 off) and `exposure` (a factor). Its animations loop with the content
 * time. Rejects with a message for the operator when the file cannot be used.
 */
export async function createGltfScene(_context: SceneContext, url: string): Promise<SceneInstance> {
  const gltf = await loadGlb(url);
  const { scene } = createEnvironmentScene();
  const exposure = { value: 1 };
  const background = { value: new Color(0) };
  for (const material of materialsOf(gltf.scene)) patchMaterial(material, exposure);
  const harmonics = studioHarmonics();
  const studio = new LightProbe();
  studio.sh.fromArray(harmonics);
  addBackground(scene, background, exposure);
  scene.add(gltf.scene, studio);

  const mixer = new AnimationMixer(gltf.scene);
  for (const clip of gltf.animations) mixer.clipAction(clip).play();
  let heldBackground: unknown;
  let light = studioLight(harmonics, 1, 1);
  setBackground(background.value, undefined);
  return {
    scene,
    update(contentTimeMs, params) {
      const [intensity, factor] = [readLight(params), readExposure(params)];
      if (intensity !== studio.intensity || factor !== exposure.value) {
        studio.intensity = intensity;
        exposure.value = factor;
        light = studioLight(harmonics, intensity, factor);
      }
      if (params.background !== heldBackground) {
        heldBackground = params.background;
        setBackground(background.value, heldBackground);
      }
      if (gltf.animations.length > 0) mixer.setTime(contentTimeMs / 1000);
    },
    light: () => light,
    dispose() {
      mixer.stopAllAction();
      mixer.uncacheRoot(gltf.scene);
      disposeModel(gltf.scene);
      scene.remove(gltf.scene);
      disposeScene(scene, []);
    },
  };
}
