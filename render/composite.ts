import {
  CustomBlending,
  type IUniform,
  Matrix4,
  OneFactor,
  OneMinusSrcAlphaFactor,
  SrcAlphaFactor,
  type Texture,
  Vector2,
  Vector4,
  type WebGLRenderer,
  ZeroFactor,
} from 'three';
import { mat4 } from '../core/math.ts';
import type { HalfTangents } from '../core/stage/inner-frustum.ts';
import type { PatchView } from '../core/stage/patch-view.ts';
import type { PixelRectangle, WallPatch } from '../core/stage/wall-patch.ts';
import fragment from '../shaders/wall/composite.frag.glsl?raw';
import wallPointChunk from '../shaders/wall/wall-point.glsl?raw';
import { FullscreenPass } from './fullscreen-pass.ts';

/** The inner frustum's outline in camera space; absent for views that fill their whole rectangle. */
export interface InnerMask {
  cameraFromStage: mat4;
  edge: HalfTangents;
  centre: HalfTangents;
  /** Width of the feather in tangents. */
  featherWidth: number;
}

/** What a view was drawn into: both decks of a fade, and the part of the targets that it filled. */
export interface DrawnPictures {
  first: Texture;
  second: Texture;
  /** Share of `second`. */
  mix: number;
  scaleX: number;
  scaleY: number;
}

const createUniforms = () => ({
  outputSize: { value: new Vector2() },
  sliceFrom: { value: new Vector4() },
  sliceAt: { value: new Vector2() },
  turn: { value: 0 },
  rectangle: { value: new Vector4() },
  clipFromWall: { value: new Matrix4() },
  viewScale: { value: new Vector2() },
  viewA: { value: null } as IUniform<Texture | null>,
  viewB: { value: null } as IUniform<Texture | null>,
  mixB: { value: 0 },
  masked: { value: false },
  cameraFromWall: { value: new Matrix4() },
  edge: { value: new Vector2() },
  centre: { value: new Vector2() },
  featherWidth: { value: 0 },
  surfaceKind: { value: 0 },
  wallPixels: { value: new Vector2() },
  wallSize: { value: new Vector2() },
  sweepRad: { value: 0 },
  facets: { value: 1 },
});

const clipFromView = mat4.create();
const viewFromStage = mat4.create();
const product = mat4.create();

/** Lays a drawn view onto the wall pixels of a patch, in the output's linear picture. */
export class Composite {
  readonly #pass: FullscreenPass<ReturnType<typeof createUniforms>>;

  constructor() {
    this.#pass = new FullscreenPass(
      fragment.replace('#include wall-point', wallPointChunk),
      createUniforms(),
      {
        transparent: true,
        blending: CustomBlending,
        blendSrc: SrcAlphaFactor,
        blendDst: OneMinusSrcAlphaFactor,
        blendSrcAlpha: ZeroFactor,
        blendDstAlpha: OneFactor,
      },
    );
  }

  /** What stays the same for a patch: its slice in the output and its wall's surface. */
  setPatch(patch: WallPatch, outputWidth: number, outputHeight: number): void {
    const u = this.#pass.uniforms;
    const [x, y, w, h] = patch.slice.from;
    u.outputSize.value.set(outputWidth, outputHeight);
    u.sliceFrom.value.set(x, y, w, h);
    u.sliceAt.value.set(patch.slice.at[0], patch.slice.at[1]);
    u.turn.value = patch.slice.turn / 90;
    u.wallPixels.value.set(patch.wall.width, patch.wall.height);
    const { surface } = patch.wall;
    if (surface.kind === 'flat') {
      u.surfaceKind.value = 0;
      u.wallSize.value.set(surface.width, surface.height);
    } else if (surface.kind === 'arc') {
      u.surfaceKind.value = surface.facets ? 2 : 1;
      u.wallSize.value.set(surface.radius, surface.height);
      u.sweepRad.value = (surface.sweepDeg * Math.PI) / 180;
      u.facets.value = surface.facets ?? 1;
    }
  }

  setView(
    patch: WallPatch,
    rectangle: PixelRectangle,
    view: PatchView,
    pictures: DrawnPictures,
  ): void {
    const u = this.#pass.uniforms;
    u.rectangle.value.set(rectangle.x0, rectangle.y0, rectangle.x1, rectangle.y1);
    u.viewA.value = pictures.first;
    u.viewB.value = pictures.second;
    u.mixB.value = pictures.mix;
    u.viewScale.value.set(pictures.scaleX, pictures.scaleY);
    mat4.frustum(clipFromView, view.left, view.right, view.bottom, view.top, 1, 2);
    mat4.invert(viewFromStage, view.stageFromView);
    mat4.multiply(product, viewFromStage, patch.wall.stageFromWall);
    mat4.multiply(product, clipFromView, product);
    copyMatrix(u.clipFromWall.value, product);
  }

  setMask(patch: WallPatch, mask: InnerMask | undefined): void {
    const u = this.#pass.uniforms;
    u.masked.value = mask !== undefined;
    if (!mask) return;
    mat4.multiply(product, mask.cameraFromStage, patch.wall.stageFromWall);
    copyMatrix(u.cameraFromWall.value, product);
    u.edge.value.set(mask.edge.x, mask.edge.y);
    u.centre.value.set(mask.centre.x, mask.centre.y);
    u.featherWidth.value = mask.featherWidth;
  }

  draw(renderer: WebGLRenderer): void {
    this.#pass.draw(renderer);
  }

  dispose(): void {
    this.#pass.dispose();
  }
}

function copyMatrix(out: Matrix4, from: mat4): void {
  for (let i = 0; i < 16; i++) out.elements[i] = from[i] ?? 0;
}
