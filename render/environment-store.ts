import { Mesh, type WebGLRenderer, type WebGLRenderTarget } from 'three';
import type { Params, Placement } from '../core/show/scalars.ts';
import type { Environment } from '../core/show/show-schema.ts';
import { createPatchView } from '../core/stage/patch-view.ts';
import { createGltfScene } from '../scenes/gltf/gltf-scene.ts';
import { createLayers } from '../scenes/layers/layers.ts';
import { createPanorama } from '../scenes/picture/panorama.ts';
import { createPlate } from '../scenes/picture/plate.ts';
import { sceneModules } from '../scenes/registry.ts';
import {
  noObjects,
  type SceneContext,
  type SceneInstance,
  type SceneQuality,
} from '../scenes/scene.ts';
import { placeDeck, ViewRenderer } from './view-renderer.ts';
import { createViewTarget } from './view-target.ts';

/** An environment that a deck needs, named by what must be loaded for it. */
export interface WantedEnvironment {
  key: string;
  environment: Environment;
  params: Params;
  placement: Placement;
  /** Content of its file, for kinds that have one. */
  sha256: string | undefined;
}

export interface StoreOptions {
  /** At `low`, what a software renderer gets, scenes are also drawn at half the pixels each way. */
  quality: SceneQuality;
  /** Of the views that environments are drawn into. */
  samples: number;
  assetUrl: (sha256: string) => string;
  /** Called when an environment became ready or failed. */
  onChange: () => void;
}

interface Entry {
  state: 'loading' | 'ready' | 'failed';
  instance: SceneInstance | undefined;
  reason: string;
  /** Counts up with each wish, so that the longest unused one goes first. */
  usedAt: number;
}

/** Loaded and not wanted by any deck: kept for coming back without a wait. */
const spareEntries = 1;
const warmUpPixels = 8;
const lowDensity = 0.5;

/**
 * Loads environments and has them compiled and uploaded before a deck may cut to them. A failed one
 * keeps its reason and is tried again when its key changes.
 */
export class EnvironmentStore {
  readonly #renderer: WebGLRenderer;
  /** Of the kind that views are drawn into, since programs are compiled for it. */
  readonly #target: WebGLRenderTarget;
  readonly #options: StoreOptions;
  readonly #views: ViewRenderer;
  readonly #entries = new Map<string, Entry>();
  #uses = 0;
  #queue: Promise<void> = Promise.resolve();
  #isDisposed = false;

  constructor(renderer: WebGLRenderer, options: StoreOptions) {
    this.#renderer = renderer;
    this.#target = createViewTarget(warmUpPixels, warmUpPixels, options.samples);
    this.#options = options;
    this.#views = new ViewRenderer(renderer);
  }

  get(key: string | null): SceneInstance | undefined {
    const entry = key === null ? undefined : this.#entries.get(key);
    return entry?.state === 'ready' ? entry.instance : undefined;
  }

  /** View pixels per wall pixel that an environment is drawn with: a `.glb` always has all of them. */
  density(key: string | null): number {
    return this.#options.quality === 'low' && key?.startsWith('scene:') ? lowDensity : 1;
  }

  prepared(): string[] {
    return [...this.#entries].filter(([, e]) => e.state === 'ready').map(([key]) => key);
  }

  failed(): { key: string; reason: string }[] {
    return [...this.#entries]
      .filter(([, e]) => e.state === 'failed')
      .map(([key, e]) => ({ key, reason: e.reason }));
  }

  /** Tells what the decks need now, most urgent first. Everything else but one spare is let go. */
  want(wanted: readonly WantedEnvironment[]): void {
    this.#uses++;
    for (const wish of wanted) {
      const entry = this.#entries.get(wish.key);
      if (entry) entry.usedAt = this.#uses;
      else this.#load(wish);
    }
    this.#release(new Set(wanted.map((wish) => wish.key)));
  }

  /** Forgets failures, so that the next `want` tries again: after the server is back, say. */
  retryFailed(): void {
    for (const [key, entry] of this.#entries) {
      if (entry.state === 'failed') this.#entries.delete(key);
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#target.dispose();
    for (const entry of this.#entries.values()) entry.instance?.dispose();
    this.#entries.clear();
  }

  #load(wish: WantedEnvironment): void {
    const entry: Entry = { state: 'loading', instance: undefined, reason: '', usedAt: this.#uses };
    this.#entries.set(wish.key, entry);
    // One after the other: two at once would only make both late.
    this.#queue = this.#queue.then(() => this.#prepare(wish, entry));
  }

  async #prepare(wish: WantedEnvironment, entry: Entry): Promise<void> {
    try {
      if (this.#entries.get(wish.key) !== entry) return;
      const instance = await this.#create(wish);
      if (this.#isDisposed || this.#entries.get(wish.key) !== entry) {
        instance.dispose();
        return;
      }
      entry.instance = instance;
      await this.#warmUp(wish, instance);
      entry.state = 'ready';
    } catch (error) {
      entry.state = 'failed';
      entry.reason = error instanceof Error ? error.message : String(error);
    }
    if (!this.#isDisposed) this.#options.onChange();
  }

  async #create({ environment, sha256 }: WantedEnvironment): Promise<SceneInstance> {
    const context: SceneContext = {
      renderer: this.#renderer,
      quality: this.#options.quality,
      seed: environment.seed,
      assetUrl: this.#options.assetUrl,
    };
    if (environment.kind === 'gltf') {
      if (!sha256) throw new Error(`The file ${environment.source} is not in the show.`);
      return createGltfScene(context, this.#options.assetUrl(sha256));
    }
    if (environment.kind === 'panorama' || environment.kind === 'plate') {
      if (!sha256) throw new Error(`The file ${environment.source} is not in the show.`);
      const create = environment.kind === 'panorama' ? createPanorama : createPlate;
      return create(context, this.#options.assetUrl(sha256));
    }
    if (environment.kind === 'layers') {
      if (!sha256) throw new Error(`The file ${environment.source} is not in the show.`);
      return createLayers(context, this.#options.assetUrl(sha256));
    }
    const load = sceneModules[environment.source];
    if (!load) throw new Error(`There is no scene "${environment.source}".`);
    return (await load()).create(context);
  }

  /** Compiles every program and uploads every buffer, by drawing once with nothing culled. */
  async #warmUp({ params, placement }: WantedEnvironment, instance: SceneInstance): Promise<void> {
    const { scene } = instance;
    placeDeck({
      instance,
      density: 1,
      contentTimeMs: 0,
      params,
      placement,
      objects: noObjects,
    });
    const renderer = this.#renderer;
    const previous = renderer.getRenderTarget();
    renderer.setRenderTarget(this.#target);
    const compiled = renderer.compileAsync(scene, this.#views.camera);
    renderer.setRenderTarget(previous);
    await compiled;
    if (this.#isDisposed) return;
    const culled: Mesh[] = [];
    scene.traverse((object) => {
      if (!(object instanceof Mesh) || !object.frustumCulled) return;
      object.frustumCulled = false;
      culled.push(object);
    });
    const view = {
      ...createPatchView(),
      left: -1,
      right: 1,
      bottom: -1,
      top: 1,
      width: warmUpPixels,
      height: warmUpPixels,
    };
    this.#views.draw(instance, view, this.#target);
    for (const mesh of culled) mesh.frustumCulled = true;
    renderer.setRenderTarget(previous);
  }

  #release(wanted: ReadonlySet<string>): void {
    const unused = [...this.#entries]
      .filter(([key, entry]) => !wanted.has(key) && entry.state !== 'loading')
      .sort(([, a], [, b]) => b.usedAt - a.usedAt);
    for (const [key, entry] of unused.slice(spareEntries)) {
      entry.instance?.dispose();
      this.#entries.delete(key);
    }
  }
}
