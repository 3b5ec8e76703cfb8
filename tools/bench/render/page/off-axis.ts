import {
  Group,
  PerspectiveCamera,
  Vector3,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';
import { frameCorners } from 'three/addons/utils/CameraUtils.js';
import { vec3 } from '../../../../core/math.ts';
import { coverRectangle, createPatchView } from '../../../../core/stage/patch-view.ts';
import { ViewRenderer } from '../../../../render/view-renderer.ts';
import { createViewTarget } from '../../../../render/view-target.ts';
import type { SceneInstance } from '../../../../scenes/scene.ts';
import type { Centroid, OffAxisShot } from '../calls.ts';
import { ballScene } from './ball-scene.ts';
import { centroid, greenLight } from './green-light.ts';
import { rendererWith } from './renderers.ts';
import { wholeWallPatches } from './wall-patches.ts';

const samples = 4;
const targets = new Map<string, WebGLRenderTarget>();

/** What one contender draws with: a frame is drawn anew from the corners, as both are used. */
interface Contender {
  camera: PerspectiveCamera;
  draw(instance: SceneInstance, target: WebGLRenderTarget): void;
}

/** One picture by each contender, with the same renderer, target and scene. */
export function offAxis(shot: OffAxisShot): { ours: Centroid; frameCorners: Centroid } {
  const renderer = rendererWith(shot.reversedDepth);
  return {
    ours: drawn(shot, renderer, productCamera(shot, renderer)),
    frameCorners: drawn(shot, renderer, stockCamera(shot, renderer)),
  };
}

function drawn(shot: OffAxisShot, renderer: WebGLRenderer, contender: Contender): Centroid {
  const [width, height] = shot.wall.pixels;
  const instance = ballScene([shot.ball]);
  const target = targetOf(shot.reversedDepth, width, height);
  if (shot.case === 'under a moving rig') drawUnderRig(shot, instance, contender, target);
  else if (shot.case === 'after a resize') {
    drawTwice(instance, contender, targetOf(shot.reversedDepth, width / 2, height / 2));
    // What a page does as its window changes.
    contender.camera.aspect = width / height;
    contender.camera.updateProjectionMatrix();
  } else if (shot.case === 'third frame') drawTwice(instance, contender, target);
  contender.draw(instance, target);
  return centroid(greenLight(renderer, target, width, height));
}

function drawTwice(instance: SceneInstance, contender: Contender, target: WebGLRenderTarget) {
  contender.draw(instance, target);
  contender.draw(instance, target);
}

/** The camera is a child of something that moves; in the stage it stands still. */
function drawUnderRig(
  { eye, rig: { position, rotationRad } }: OffAxisShot,
  instance: SceneInstance,
  contender: Contender,
  target: WebGLRenderTarget,
): void {
  const rig = new Group();
  rig.add(contender.camera);
  instance.scene.add(rig);
  drawTwice(instance, contender, target);
  rig.position.set(...position);
  rig.rotation.set(...rotationRad);
  rig.updateMatrixWorld(true);
  contender.camera.position.copy(rig.worldToLocal(new Vector3(...eye)));
}

/** The camera of the walls, through the code that draws them. */
function productCamera({ wall, eye }: OffAxisShot, renderer: WebGLRenderer): Contender {
  const views = new ViewRenderer(renderer);
  const view = createPatchView();
  const [patch] = wholeWallPatches(wall);
  return {
    camera: views.camera,
    draw(instance, target) {
      if (!patch || !coverRectangle(view, patch, vec3.clone(eye), patch)) return;
      [view.width, view.height] = [target.width, target.height];
      views.draw(instance, view, target);
    },
  };
}

/** three's own way: `frameCorners` on a camera as it comes, before every frame. */
function stockCamera({ eye, corners }: OffAxisShot, renderer: WebGLRenderer): Contender {
  const camera = new PerspectiveCamera(50, 16 / 9, 0.05, 20_000);
  camera.position.set(...eye);
  const [lowerLeft, lowerRight, upperLeft] = corners.map((corner) => new Vector3(...corner));
  return {
    camera,
    draw({ scene }, target) {
      if (!lowerLeft || !lowerRight || !upperLeft) return;
      target.scissorTest = false;
      target.viewport.set(0, 0, target.width, target.height);
      renderer.setRenderTarget(target);
      renderer.setClearColor(0x000000, 1);
      frameCorners(camera, lowerLeft, lowerRight, upperLeft);
      renderer.render(scene, camera);
    },
  };
}

function targetOf(reversedDepth: boolean, width: number, height: number): WebGLRenderTarget {
  const key = `${reversedDepth} ${width} ${height}`;
  const target = targets.get(key) ?? createViewTarget(width, height, samples);
  targets.set(key, target);
  return target;
}
