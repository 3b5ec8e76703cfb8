import { Color, type WebGLRenderer, type WebGLRenderTarget } from 'three';
import { radFromDeg } from '../core/math.ts';
import type { PatchView } from '../core/stage/patch-view.ts';
import type { SceneInstance } from '../scenes/scene.ts';
import type { DrawnDeck } from './frame-input.ts';
import { OffAxisCamera } from './off-axis-camera.ts';

const black = new Color(0, 0, 0);

/** Sets an environment to its moment and its place in the stage. */
export function placeDeck(deck: DrawnDeck): SceneInstance | undefined {
  const { instance, placement } = deck;
  if (!instance) return undefined;
  const { scene } = instance;
  instance.update(deck.contentTimeMs, deck.params);
  scene.position.set(placement.position[0], placement.position[1], placement.position[2]);
  scene.rotation.set(0, radFromDeg(placement.yawDeg), 0);
  scene.scale.setScalar(placement.scale);
  scene.matrixWorldAutoUpdate = true;
  scene.updateMatrixWorld(true);
  // Many views follow; none of them needs to walk the scene again.
  scene.matrixWorldAutoUpdate = false;
  return instance;
}

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
