import type { WebGLRenderTarget } from 'three';
import type { Environment } from '../../core/show/show-schema.ts';
import type { PatchView } from '../../core/stage/patch-view.ts';
import { EnvironmentStore } from '../../render/environment-store.ts';
import { placeDeck, ViewRenderer } from '../../render/view-renderer.ts';
import {
  createWallRenderer,
  isSoftwareRenderer,
  rendererName,
} from '../../render/wall-renderer.ts';
import { noObjects, type SceneInstance } from '../../scenes/scene.ts';

/** An environment that is loaded, to be drawn at any moment through any view. */
export interface Developed {
  instance: SceneInstance;
  environment: Environment;
  draw(view: PatchView, target: WebGLRenderTarget, contentTimeMs: number): void;
  close(): void;
}

/** Loads environments and draws them by the code that draws walls, in a WebGL context of its own. */
export function openDarkroom() {
  const canvas = document.createElement('canvas');
  const renderer = createWallRenderer(canvas);
  // As in a deck: asking costs more than drawing.
  renderer.debug.checkShaderErrors = false;
  const isSoftware = isSoftwareRenderer(rendererName(renderer));
  const samples = isSoftware ? 0 : 4;
  const views = new ViewRenderer(renderer);

  /** Rejects when it cannot be loaded. */
  const develop = (environment: Environment, sha256: string | undefined): Promise<Developed> =>
    new Promise((resolve, reject) => {
      const { id: key, params, placement } = environment;
      const store = new EnvironmentStore(renderer, {
        quality: isSoftware ? 'low' : 'medium',
        samples,
        assetUrl: (hash) => `/api/v1/assets/${hash}`,
        onChange: () => {
          const instance = store.get(key);
          if (!instance) return reject(new Error(store.failed()[0]?.reason));
          const draw: Developed['draw'] = (view, target, contentTimeMs) => {
            const objects = noObjects;
            placeDeck({ density: 1, instance, contentTimeMs, params, placement, objects });
            views.draw(instance, view, target);
          };
          resolve({ instance, environment, draw, close: () => store.dispose() });
        },
      });
      store.want([{ key, environment, params, placement, sha256 }]);
    });

  const close = () => {
    renderer.dispose();
    renderer.forceContextLoss();
  };
  return { canvas, renderer, camera: views.camera, isSoftware, samples, develop, close };
}

export type Darkroom = ReturnType<typeof openDarkroom>;
