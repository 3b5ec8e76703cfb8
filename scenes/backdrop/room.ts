import { type Scene, ShaderMaterial, Vector3, Vector4 } from 'three';
import roomFragment from '../../shaders/scenes/backdrop/room.frag.glsl?raw';
import roomVertex from '../../shaders/scenes/backdrop/room.vert.glsl?raw';
import toneGlsl from '../../shaders/scenes/backdrop/tone.glsl?raw';
import harmonicsGlsl from '../../shaders/scenes/common/harmonics.glsl?raw';
import lampGlsl from '../../shaders/scenes/sky/lamp.glsl?raw';
import { addStatic } from '../environment-scene.ts';
import { qualityNumber } from '../quality.ts';
import { createRandom } from '../random.ts';
import type { SceneContext, SceneLight } from '../scene.ts';
import type { Daylight } from '../sky/daylight.ts';
import type { BackdropUniforms } from './backdrop-uniforms.ts';
import { paneRadiance, roomBounce, roomLightOf } from './room-light.ts';
import { createRoomGeometry } from './room-mesh.ts';
import { paneHalfHeightM, planPanes, roomHalfM, roomHeightM, roomLamps } from './room-plan.ts';
import { lampsOnAt } from './town-light.ts';
import type { Amounts, Moment } from './weather.ts';

const tints = [
  [0.62, 0.6, 0.55],
  [0.5, 0.55, 0.52],
  [0.58, 0.5, 0.42],
  [0.42, 0.48, 0.55],
] as const;

/** Adds a room with windows to the land outside; the answer sets it to new parameters and gives its light. */
export function addRoom(
  scene: Scene,
  context: SceneContext,
  sky: BackdropUniforms,
): (values: Amounts & Moment, day: Daylight) => SceneLight {
  const panes = planPanes(context.seed);
  const tint = tints[Math.floor(createRandom(context.seed + 7900)() * tints.length)] ?? tints[0];
  const uniforms = {
    ...sky,
    panes: { value: panes.map(({ centre, halfWidthM }) => new Vector4(...centre, halfWidthM)) },
    paneNormals: { value: panes.map(({ normal }) => new Vector3(...normal)) },
    paneRight: { value: panes.map(({ right }) => new Vector3(...right)) },
    paneLight: { value: panes.map(() => new Vector3()) },
    lamps: { value: roomLamps.map((at) => new Vector3(...at)) },
    lampsOn: { value: 0 },
    bounce: { value: new Vector3() },
    wallTint: { value: new Vector3(...tint) },
  };
  const material = new ShaderMaterial({
    uniforms,
    defines: {
      QUALITY: qualityNumber[context.quality],
      PANE_COUNT: panes.length,
      LAMP_COUNT: roomLamps.length,
      PANE_HALF_HEIGHT: paneHalfHeightM.toFixed(3),
      ROOM_HALF: roomHalfM.toFixed(3),
      ROOM_HEIGHT: roomHeightM.toFixed(3),
    },
    vertexShader: roomVertex,
    fragmentShader: `uniform vec3 eyeInEnvironment;\nuniform vec3 wallTint;\n${harmonicsGlsl}${lampGlsl}${toneGlsl}${roomFragment}`,
  });
  addStatic(scene, createRoomGeometry(context.seed), material);
  return (values, day) => {
    const lampsOn = values.windowLight * lampsOnAt(day.sunDirection[1], values);
    uniforms.lampsOn.value = lampsOn;
    const lights = panes.map((pane) => paneRadiance(day, pane));
    uniforms.paneLight.value.forEach((light, i) => {
      light.fromArray(lights[i] ?? [0, 0, 0]);
    });
    const bounce = roomBounce(panes, lights, day, lampsOn);
    uniforms.bounce.value.fromArray(bounce);
    return roomLightOf(panes, lights, bounce, lampsOn);
  };
}
