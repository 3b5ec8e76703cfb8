import { mat4, vec3 } from '../../../../core/math.ts';
import { createInnerCamera, type InnerCamera } from '../../../../core/stage/inner-camera.ts';
import { coverRectangle, createPatchView } from '../../../../core/stage/patch-view.ts';
import type { FrameInput } from '../../../../render/frame-input.ts';
import { OutputPicture } from '../../../../render/output-picture.ts';
import { ViewRenderer } from '../../../../render/view-renderer.ts';
import { createViewTarget } from '../../../../render/view-target.ts';
import { noObjects, type SceneInstance } from '../../../../scenes/scene.ts';
import type { Centroid, WallPassShot } from '../calls.ts';
import { ballScene } from './ball-scene.ts';
import { centroid, type GreenLight, greenLight } from './green-light.ts';
import { rendererWith } from './renderers.ts';
import { showWall, wholeWallOutput, wholeWallPatches } from './wall-patches.ts';

const samples = 4;
const renderer = rendererWith(true);

/** The wall as an output shows it, and a flat one drawn straight from the pupil as well. */
export function wallPass(shot: WallPassShot): { composed: Centroid[]; direct: Centroid[] } {
  const instance = ballScene(shot.balls);
  const found = (light: GreenLight) => shot.boxes.map((box) => centroid(light, box));
  const direct = shot.wall.surface.kind === 'flat' ? found(directLight(shot, instance)) : [];
  return { composed: found(composedLight(shot, instance)), direct };
}

function composedLight(shot: WallPassShot, instance: SceneInstance): GreenLight {
  const { pixels } = shot.wall;
  const walls = [showWall(shot.wall)];
  const picture = new OutputPicture(renderer, wholeWallOutput(pixels), walls, { samples });
  picture.draw(frameInput(instance, shot.density, vec3.clone(shot.eye), [innerCamera(shot)]));
  const light = greenLight(renderer, picture.target, ...pixels);
  picture.dispose();
  return light;
}

function directLight({ wall, pupil }: WallPassShot, instance: SceneInstance): GreenLight {
  const [patch] = wholeWallPatches(wall);
  const view = createPatchView();
  const target = createViewTarget(...wall.pixels, samples);
  if (patch && coverRectangle(view, patch, vec3.clone(pupil.position), patch)) {
    new ViewRenderer(renderer).draw(instance, view, target);
  }
  const light = greenLight(renderer, target, ...wall.pixels);
  target.dispose();
  return light;
}

/** Everything that a frame depends on, with one environment on program. */
export const frameInput = (
  instance: SceneInstance,
  density: number,
  eye: vec3,
  cameras: InnerCamera[],
): FrameInput => ({
  eye,
  first: {
    instance,
    density,
    contentTimeMs: 0,
    params: {},
    placement: { position: [0, 0, 0], yawDeg: 0, scale: 1 },
    objects: noObjects,
  },
  second: null,
  mix: 0,
  cameras,
  cameraCount: cameras.length,
});

export function innerCamera({ pupil, edge }: Pick<WallPassShot, 'pupil' | 'edge'>): InnerCamera {
  const camera = createInnerCamera();
  vec3.copy(camera.pupil, pupil.position);
  mat4.fromRotationTranslation(camera.cameraFromStage, [...pupil.quaternion], camera.pupil);
  mat4.invert(camera.cameraFromStage, camera.cameraFromStage);
  camera.edge = { ...edge };
  return camera;
}
