import { Color, type WebGLRenderer, type WebGLRenderTarget } from 'three';
import { quat, radFromDeg, vec3 } from '../core/math.ts';
import type { Placement } from '../core/show/scalars.ts';
import type { PatchView } from '../core/stage/patch-view.ts';
import type { SceneInstance, SceneObjects } from '../scenes/scene.ts';
import type { DrawnDeck } from './frame-input.ts';
import { OffAxisCamera } from './off-axis-camera.ts';

const black = new Color(0, 0, 0);

/** Sets an environment to its moment and its place in the stage. */
export function placeDeck(deck: DrawnDeck): SceneInstance | undefined {
  const { instance, placement } = deck;
  if (!instance) return undefined;
  const { scene } = instance;
  placeObjects(deck.objects, placement);
  instance.update(deck.contentTimeMs, deck.params, deck.objects);
  scene.position.set(placement.position[0], placement.position[1], placement.position[2]);
  scene.rotation.set(0, radFromDeg(placement.yawDeg), 0);
  scene.scale.setScalar(placement.scale);
  scene.matrixWorldAutoUpdate = true;
  scene.updateMatrixWorld(true);
  // Many views follow; none of them needs to walk the scene again.
  scene.matrixWorldAutoUpdate = false;
  return instance;
}

/** environmentFromStage = (T(position)·Ry(yaw)·scale)⁻¹, for every object. */
function placeObjects({ list, count }: SceneObjects, placement: Placement): void {
  const yaw = radFromDeg(placement.yawDeg);
  quat.set(stageFromScene, 0, Math.sin(yaw / 2), 0, Math.cos(yaw / 2));
  quat.conjugate(sceneFromStage, stageFromScene);
  for (let i = 0; i < count; i++) {
    const object = list[i];
    if (!object) continue;
    const { position, orientation } = object.inEnvironment;
    vec3.subtract(position, object.inStage.position, placement.position);
    vec3.transformQuat(position, position, sceneFromStage);
    vec3.scale(position, position, 1 / placement.scale);
    quat.multiply(orientation, sceneFromStage, object.inStage.orientation);
  }
}
const stageFromScene = quat.create();
const sceneFromStage = quat.create();

/** Draws an environment through one view into the lower left corner of a target. */
export class ViewRenderer {
  readonly #renderer: WebGLRenderer;
  readonly #camera = new OffAxisCamera();

  constructor(renderer: WebGLRenderer) {
    this.#renderer = renderer;
  }

  get camera(): OffAxisCamera {
    return this.#camera;
  }

  draw(instance: SceneInstance | undefined, view: PatchView, target: WebGLRenderTarget): void {
    const renderer = this.#renderer;
    target.viewport.set(0, 0, view.width, view.height);
    target.scissor.set(0, 0, view.width, view.height);
    target.scissorTest = true;
    renderer.setRenderTarget(target);
    renderer.setClearColor(black, 1);
    if (!instance) {
      renderer.clear();
      return;
    }
    this.#camera.setView(view);
    renderer.render(instance.scene, this.#camera);
  }
}
