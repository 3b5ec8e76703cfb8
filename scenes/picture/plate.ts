import { BackSide, PlaneGeometry, ShaderMaterial, SphereGeometry, Vector2, Vector3 } from 'three';
import { radFromDeg } from '../../core/math.ts';
import domeVertex from '../../shaders/scenes/common/sky-dome.vert.glsl?raw';
import aroundFragment from '../../shaders/scenes/picture/around.frag.glsl?raw';
import plateFragment from '../../shaders/scenes/picture/plate.frag.glsl?raw';
import plateVertex from '../../shaders/scenes/picture/plate.vert.glsl?raw';
import { addStatic, createEnvironmentScene, disposeScene } from '../environment-scene.ts';
import { listReader, readChanged } from '../parameter-reader.ts';
import type { SceneContext, SceneInstance } from '../scene.ts';
import { loadPicture } from './load-picture.ts';
import { plateParameters } from './parameters.ts';
import { lightOfPlate, scaledLight } from './picture-light.ts';
import { solidAngle } from './solid-angle.ts';

const mostBlur = 7;

/** A flat picture that stands ahead of the stage at its true distance, and so has a flat picture's parallax. */
export async function createPlate(context: SceneContext, url: string): Promise<SceneInstance> {
  const { texture, aspect, small } = await loadPicture(context.renderer, url, false);
  const { scene } = createEnvironmentScene();
  const { dominant } = lightOfPlate(small, 1);
  const uniforms = {
    picture: { value: texture },
    gain: { value: 1 },
    blur: { value: 0 },
    plateSize: { value: new Vector2(1, 1) },
    distance_: { value: 1 },
    middle: { value: 0 },
    mean: { value: new Vector3(...dominant.colour) },
  };
  const plate = new ShaderMaterial({
    uniforms,
    vertexShader: plateVertex,
    fragmentShader: plateFragment,
  });
  const around = new ShaderMaterial({
    uniforms,
    vertexShader: domeVertex,
    fragmentShader: aroundFragment,
    side: BackSide,
    depthWrite: false,
  });
  addStatic(scene, new PlaneGeometry(1, 1), plate).frustumCulled = false;
  const dome = addStatic(scene, new SphereGeometry(1, 16, 12), around);
  dome.frustumCulled = false;
  dome.renderOrder = -1;
  let light = lightOfPlate(small, 1);
  const names = ['exposure', 'defocus', 'distanceM', 'fieldOfViewDeg', 'heightM'];
  const readers = names.map((name) => listReader(plateParameters, name));
  const held = new Float64Array(readers.length).fill(Number.NaN);
  return {
    scene,
    update(_contentTimeMs, params) {
      if (!readChanged(held, readers, params)) return;
      const [stops = 0, defocus = 0, distanceM = 1, fieldDeg = 80, heightM = 0] = held;
      const width = 2 * distanceM * Math.tan(radFromDeg(fieldDeg) / 2);
      uniforms.gain.value = 2 ** stops;
      uniforms.blur.value = mostBlur * defocus;
      uniforms.plateSize.value.set(width, width / aspect);
      uniforms.distance_.value = distanceM;
      uniforms.middle.value = heightM;
      const steradians = solidAngle(width, width / aspect, distanceM);
      light = scaledLight(lightOfPlate(small, steradians), uniforms.gain.value);
    },
    light: () => light,
    dispose: () => disposeScene(scene, [texture]),
  };
}
