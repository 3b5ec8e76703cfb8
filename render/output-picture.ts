import type { Texture, WebGLRenderer, WebGLRenderTarget } from 'three';
import type { vec3 } from '../core/math.ts';
import { placedRectangle } from '../core/show/check-slices.ts';
import type { Output, Wall } from '../core/show/stage-schema.ts';
import type { InnerCamera } from '../core/stage/inner-camera.ts';
import { coverRectangle, createPatchView, curvedDensity } from '../core/stage/patch-view.ts';
import { seenRectangle } from '../core/stage/seen-rectangle.ts';
import { wallGeometry } from '../core/stage/wall-geometry.ts';
import { type PixelRectangle, patchesOfSlice, type WallPatch } from '../core/stage/wall-patch.ts';
import { Composite } from './composite.ts';
import type { FrameInput } from './frame-input.ts';
import { placeDeck, ViewRenderer } from './view-renderer.ts';
import { createLinearTarget, createViewTarget } from './view-target.ts';

export interface PictureOptions {
  /** Samples of the multisampled views; 4 on walls. */
  samples: number;
}

interface OutputPatch {
  patch: WallPatch;
  /** A light wall has no inner frustum. */
  isPicture: boolean;
}

/** The patches that an output shows, in drawing order. */
function outputPatches(output: Pick<Output, 'slices'>, walls: readonly Wall[]): OutputPatch[] {
  return output.slices.flatMap((slice) => {
    const wall = walls.find((candidate) => candidate.id === slice.wall);
    if (!wall) return [];
    const isPicture = wall.role === 'picture';
    return patchesOfSlice(wallGeometry(wall), slice).map((patch) => ({ patch, isPicture }));
  });
}

/** Large enough for any view of any patch. */
function largestView(patches: readonly OutputPatch[]): [number, number] {
  let [width, height] = [1, 1];
  for (const { patch } of patches) {
    const density = patch.isFlat ? 1 : curvedDensity;
    width = Math.max(width, Math.ceil((patch.x1 - patch.x0) * density));
    height = Math.max(height, Math.ceil((patch.y1 - patch.y0) * density));
  }
  return [width, height];
}

/**
 * The picture of one output: for each patch of wall the outer frustum from the stage eye, and over
 * it the inner frustum of each camera that sees the patch, in scene-linear light.
 */
export class OutputPicture {
  /** Linear half float, as large as the output; row 0 is the output's bottom. */
  readonly target: WebGLRenderTarget;
  readonly #renderer: WebGLRenderer;
  readonly #patches: OutputPatch[];
  readonly #views: ViewRenderer;
  readonly #composite = new Composite();
  readonly #viewA: WebGLRenderTarget;
  #viewB: WebGLRenderTarget | undefined;
  readonly #options: PictureOptions;
  readonly #size: [number, number];
  readonly #view = createPatchView();
  readonly #seen: PixelRectangle = { x0: 0, y0: 0, x1: 0, y1: 0 };

  constructor(
    renderer: WebGLRenderer,
    output: Pick<Output, 'size' | 'slices'>,
    walls: readonly Wall[],
    options: PictureOptions,
  ) {
    this.#renderer = renderer;
    this.#options = options;
    this.#size = output.size;
    this.#patches = outputPatches(output, walls);
    this.#views = new ViewRenderer(renderer);
    const [width, height] = largestView(this.#patches);
    this.#viewA = createViewTarget(width, height, options.samples);
    this.target = createLinearTarget(output.size[0], output.size[1]);
  }

  draw(frame: FrameInput): void {
    const renderer = this.#renderer;
    this.target.scissorTest = false;
    renderer.setRenderTarget(this.target);
    renderer.setClearColor(0x000000, 1);
    renderer.clear();
    if (!frame.second) placeDeck(frame.first);
    for (const { patch, isPicture } of this.#patches) {
      this.#composite.setPatch(patch, this.#size[0], this.#size[1]);
      this.#drawView(frame, patch, frame.eye, patch, undefined);
      for (let i = 0; isPicture && i < frame.cameraCount; i++) {
        const camera = frame.cameras[i];
        if (camera) this.#drawInner(frame, patch, camera);
      }
    }
  }

  #drawInner(frame: FrameInput, patch: WallPatch, camera: InnerCamera): void {
    if (camera.coverage === 'wholeWall') {
      this.#drawView(frame, patch, camera.pupil, patch, undefined);
    } else if (isSeen(this.#seen, patch, camera)) {
      this.#drawView(frame, patch, camera.pupil, this.#seen, camera);
    }
  }

  /** Draws a rectangle of a patch from an eye, then lays it into the output under the mask. */
  #drawView(
    frame: FrameInput,
    patch: WallPatch,
    eye: vec3,
    rectangle: PixelRectangle,
    mask: InnerCamera | undefined,
  ): void {
    const view = this.#view;
    if (!coverRectangle(view, patch, eye, rectangle)) return;
    const density = Math.max(frame.first.density, frame.second?.density ?? 0);
    view.width = Math.max(1, Math.round(view.width * density));
    view.height = Math.max(1, Math.round(view.height * density));
    if (frame.second) placeDeck(frame.first);
    this.#views.draw(frame.first.instance, view, this.#viewA);
    const other = this.#drawSecond(frame);
    this.#composite.setView(patch, rectangle, view, {
      first: this.#viewA.texture,
      second: other ?? this.#viewA.texture,
      mix: other ? frame.mix : 0,
      scaleX: view.width / this.#viewA.width,
      scaleY: view.height / this.#viewA.height,
    });
    this.#composite.setMask(patch, mask);
    this.#clipTo(patch);
    this.#renderer.setRenderTarget(this.target);
    this.#composite.draw(this.#renderer);
  }

  #drawSecond(frame: FrameInput): Texture | undefined {
    if (!frame.second) return undefined;
    const { width, height } = this.#viewA;
    this.#viewB ??= createViewTarget(width, height, this.#options.samples);
    this.#views.draw(placeDeck(frame.second), this.#view, this.#viewB);
    return this.#viewB.texture;
  }

  /** Only the pixels of the patch's slice are touched; GL counts rows from the bottom. */
  #clipTo(patch: WallPatch): void {
    const [x, y, w, h] = placedRectangle(patch.slice);
    this.target.scissor.set(x, this.#size[1] - y - h, w, h);
    this.target.scissorTest = true;
  }

  /** Makes the fade's second target, so that a transition allocates nothing. */
  warmUp(): void {
    const { width, height } = this.#viewA;
    this.#viewB ??= createViewTarget(width, height, this.#options.samples);
    this.#renderer.initRenderTarget(this.#viewB);
  }

  dispose(): void {
    this.target.dispose();
    this.#viewA.dispose();
    this.#viewB?.dispose();
    this.#composite.dispose();
  }
}

const isSeen = (out: PixelRectangle, patch: WallPatch, camera: InnerCamera): boolean =>
  seenRectangle(out, patch, camera.cameraFromStage, camera.edge, camera.centre);
