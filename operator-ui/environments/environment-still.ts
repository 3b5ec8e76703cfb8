import { mat4 } from '../../core/math.ts';
import type { Environment } from '../../core/show/show-schema.ts';
import { createPatchView } from '../../core/stage/patch-view.ts';
import { EnvironmentStore } from '../../render/environment-store.ts';
import { LastPass } from '../../render/last-pass.ts';
import { placeDeck, ViewRenderer } from '../../render/view-renderer.ts';
import { createViewTarget } from '../../render/view-target.ts';
import {
  createWallRenderer,
  isSoftwareRenderer,
  rendererName,
} from '../../render/wall-renderer.ts';
import { noObjects } from '../../scenes/scene.ts';

export interface Stills {
  /** A small picture of an environment as the show file describes it. Rejects when it cannot be loaded. */
  draw(environment: Environment, sha256: string | undefined): Promise<Blob>;
  close(): void;
}

const [width, height] = [320, 180];
const eyeHeightM = 1.6;
/** Tangent of half the horizontal angle of view: about 74°. */
const halfWidth = 0.75;
/** Some seconds in: what moves is under way. */
const momentMs = 8000;

/** From where an actor's mark is, straight at the main wall. */
function stillView() {
  const halfHeight = (halfWidth * height) / width;
  return {
    ...createPatchView(),
    stageFromView: mat4.fromTranslation(mat4.create(), [0, eyeHeightM, 0]),
    left: -halfWidth,
    right: halfWidth,
    // Less floor than sky, as one frames a location.
    bottom: -halfHeight * 0.8,
    top: halfHeight * 1.2,
    width,
    height,
  };
}

/** Draws stills by the code that draws walls, in a WebGL context of their own until closed. */
export function openStills(): Stills {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const renderer = createWallRenderer(canvas);
  // As in a deck: asking costs more than drawing.
  renderer.debug.checkShaderErrors = false;
  renderer.setSize(width, height, false);
  const isSoftware = isSoftwareRenderer(rendererName(renderer));
  const samples = isSoftware ? 0 : 4;
  const target = createViewTarget(width, height, samples);
  const views = new ViewRenderer(renderer);
  const lastPass = new LastPass(width, height, '');

  const draw = async (environment: Environment, sha256: string | undefined): Promise<Blob> => {
    const { params, placement } = environment;
    const { instance, store } = await loaded(environment, sha256);
    placeDeck({
      density: 1,
      instance,
      contentTimeMs: momentMs,
      params,
      placement,
      objects: noObjects,
    });
    views.draw(instance, stillView(), target);
    const picture = target.texture;
    lastPass.present(renderer, {
      picture,
      gain: 1,
      neutral: 0,
      pattern: null,
      identify: false,
      k: 0,
    });
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp'));
    store.dispose();
    if (!blob) throw new Error('The browser made no picture of the canvas.');
    return blob;
  };

  const loaded = (environment: Environment, sha256: string | undefined) =>
    new Promise<{ instance: ReturnType<EnvironmentStore['get']>; store: EnvironmentStore }>(
      (resolve, reject) => {
        const { id: key, params, placement } = environment;
        const store = new EnvironmentStore(renderer, {
          quality: isSoftware ? 'low' : 'medium',
          samples,
          assetUrl: (hash) => `/api/v1/assets/${hash}`,
          onChange: () => {
            const instance = store.get(key);
            if (instance) resolve({ instance, store });
            else reject(new Error(store.failed()[0]?.reason));
          },
        });
        store.want([{ key, environment, params, placement, sha256 }]);
      },
    );

  const close = () => {
    lastPass.dispose();
    target.dispose();
    renderer.dispose();
    renderer.forceContextLoss();
  };
  return { draw, close };
}
