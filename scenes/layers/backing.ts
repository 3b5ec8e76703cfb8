import { BackSide, type Scene, ShaderMaterial, SphereGeometry, Vector3 } from 'three';
import domeVertex from '../../shaders/scenes/common/sky-dome.vert.glsl?raw';
import aroundFragment from '../../shaders/scenes/picture/around.frag.glsl?raw';
import { addStatic } from '../environment-scene.ts';
import { lightOfPlate, type SmallPicture } from '../picture/picture-light.ts';

export interface Backing {
  /** Takes its colour from a picture's mean. */
  set(small: SmallPicture | undefined, gain: number): void;
}

/** What is seen where no layer reaches: a dark even surround, so that the wall has no black hole. */
export function addBacking(scene: Scene): Backing {
  const uniforms = { gain: { value: 1 }, mean: { value: new Vector3() } };
  const material = new ShaderMaterial({
    uniforms,
    vertexShader: domeVertex,
    fragmentShader: aroundFragment,
    side: BackSide,
    depthWrite: false,
    depthTest: false,
  });
  const dome = addStatic(scene, new SphereGeometry(1, 16, 12), material);
  dome.frustumCulled = false;
  dome.renderOrder = -1;
  return {
    set(small, gain) {
      uniforms.gain.value = gain;
      if (small) uniforms.mean.value.set(...lightOfPlate(small, 1).dominant.colour);
    },
  };
}
