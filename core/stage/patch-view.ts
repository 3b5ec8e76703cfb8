import { mat4, vec3 } from '../math.ts';
import type { OffAxisView } from './off-axis.ts';
import { stagePointAt } from './wall-geometry.ts';
import type { PixelRectangle, WallPatch } from './wall-patch.ts';

/** A view that covers a rectangle of a patch from an eye, and how many pixels it should have. */
export interface PatchView extends OffAxisView {
  width: number;
  height: number;
}

export const createPatchView = (): PatchView => ({
  stageFromView: mat4.create(),
  left: 0,
  right: 0,
  bottom: 0,
  top: 0,
  distance: 1,
  width: 1,
  height: 1,
});

/** Points in or behind the eye's plane cannot be seen; nearer ones would need endless tangents. */
const minDepth = 1e-3;
const maxTangent = 50;
/** View pixels per wall pixel on curved walls, where the view is resampled. */
export const curvedDensity = 1.2;
/** Room around a curved rectangle for the bilinear taps and for what bulges between the strips. */
const curvedMarginPx = 2;

const difference = vec3.create();
const point = vec3.create();

/**
 * Sets `out` to the view of `rectangle` (wall pixels inside the patch) from `eye` (stage space).
 * On a flat wall it is the off-axis view whose pixels are the wall's pixels (Kooima, see
 * `off-axis.ts`); on a curved one it contains every point of the rectangle. Returns `false` when
 * the eye is behind the wall. Allocates nothing.
 */
export function coverRectangle(
  out: PatchView,
  patch: WallPatch,
  eye: vec3,
  rectangle: PixelRectangle,
): boolean {
  setPose(out.stageFromView, patch, eye);
  out.left = out.bottom = Number.POSITIVE_INFINITY;
  out.right = out.top = Number.NEGATIVE_INFINITY;
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = -1; i < patch.strips.length; i++) {
    const column = i < 0 ? rectangle.x0 : Math.min(patch.strips[i]?.x1 ?? 0, rectangle.x1);
    if (column < rectangle.x0) continue;
    nearest = Math.min(nearest, include(out, patch, eye, column, rectangle.y0));
    nearest = Math.min(nearest, include(out, patch, eye, column, rectangle.y1));
    if (column >= rectangle.x1) break;
  }
  const density = patch.isFlat ? 1 : curvedDensity;
  out.width = Math.ceil((rectangle.x1 - rectangle.x0) * density);
  out.height = Math.ceil((rectangle.y1 - rectangle.y0) * density);
  out.distance = nearest;
  if (!patch.isFlat) widen(out);
  return out.right > out.left && out.top > out.bottom && (!patch.isFlat || nearest > minDepth);
}

function setPose(out: mat4, { right, up, back }: WallPatch, eye: vec3): void {
  // biome-ignore format: columns of a matrix
  mat4.set(
    out,
    right[0], right[1], right[2], 0,
    up[0], up[1], up[2], 0,
    back[0], back[1], back[2], 0,
    eye[0], eye[1], eye[2], 1,
  );
}

/** Widens the view to the point at a wall pixel; returns the point's depth before the eye. */
function include(out: PatchView, patch: WallPatch, eye: vec3, x: number, y: number): number {
  stagePointAt(point, patch.wall, x, y);
  vec3.subtract(difference, point, eye);
  const depth = -vec3.dot(difference, patch.back);
  if (depth < minDepth) return depth;
  const tx = Math.min(maxTangent, Math.max(-maxTangent, vec3.dot(difference, patch.right) / depth));
  const ty = Math.min(maxTangent, Math.max(-maxTangent, vec3.dot(difference, patch.up) / depth));
  out.left = Math.min(out.left, tx);
  out.right = Math.max(out.right, tx);
  out.bottom = Math.min(out.bottom, ty);
  out.top = Math.max(out.top, ty);
  return depth;
}

function widen(view: PatchView): void {
  const dx = ((view.right - view.left) / view.width) * curvedMarginPx;
  const dy = ((view.top - view.bottom) / view.height) * curvedMarginPx;
  view.left -= dx;
  view.right += dx;
  view.bottom -= dy;
  view.top += dy;
}
