import { radFromDeg, vec3 } from '../math.ts';
import type { Slice } from '../show/stage-schema.ts';
import { stagePointAt, type WallGeometry } from './wall-geometry.ts';

/** A rectangle of wall pixels: left, top, right, bottom, integers. */
export interface PixelRectangle {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** A strip of wall pixels that is flat, or near enough to decide what a camera sees of it. */
export interface FlatStrip extends PixelRectangle {
  /** Stage points of the corners: upper left, upper right, lower right, lower left. */
  corners: [vec3, vec3, vec3, vec3];
}

/**
 * Part of a slice that one perspective view can draw: a whole flat slice, or a sector of a curved
 * one. Views of it look along −`back`, square to its middle, so that the view's pixels are about
 * the wall's pixels from any eye.
 */
export interface WallPatch extends PixelRectangle {
  wall: WallGeometry;
  slice: Slice;
  /** View pixels equal wall pixels; otherwise they are resampled in closed form. */
  isFlat: boolean;
  right: vec3;
  up: vec3;
  back: vec3;
  strips: FlatStrip[];
}

/** A sector wider than this would give its edges too few view pixels. */
const maxSectorRad = radFromDeg(30);
/** Chords of 1° leave a circle by 0.004 % of its radius. */
const stripRad = radFromDeg(1);

/** The patches of a slice, side by side from left to right. */
export function patchesOfSlice(wall: WallGeometry, slice: Slice): WallPatch[] {
  const [x, y, w, h] = slice.from;
  const cuts = wall.surface.kind === 'arc' ? sectorCuts(wall, x, x + w) : [x, x + w];
  const patches: WallPatch[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const rectangle = { x0: cuts[i] ?? 0, x1: cuts[i + 1] ?? 0, y0: y, y1: y + h };
    if (rectangle.x1 > rectangle.x0) patches.push(patchOf(wall, slice, rectangle));
  }
  return patches;
}

function sectorCuts(wall: WallGeometry, from: number, to: number): number[] {
  if (wall.surface.kind !== 'arc') return [from, to];
  const radPerPixel = radFromDeg(wall.surface.sweepDeg) / wall.width;
  const sectors = Math.max(1, Math.ceil(((to - from) * radPerPixel) / maxSectorRad - 1e-9));
  return Array.from({ length: sectors + 1 }, (_, i) =>
    Math.round(from + ((to - from) * i) / sectors),
  );
}

function patchOf(wall: WallGeometry, slice: Slice, rectangle: PixelRectangle): WallPatch {
  const middle = (rectangle.x0 + rectangle.x1) / 2;
  const isFlat = wall.surface.kind === 'flat';
  const half = isFlat ? (rectangle.x1 - rectangle.x0) / 2 : Math.min(0.5, middle);
  const row = (rectangle.y0 + rectangle.y1) / 2;
  const left = pointAt(wall, middle - half, row);
  const right = vec3.subtract(vec3.create(), pointAt(wall, middle + half, row), left);
  const up = vec3.subtract(
    vec3.create(),
    pointAt(wall, middle, row - 1),
    pointAt(wall, middle, row),
  );
  vec3.normalize(right, right);
  vec3.normalize(up, up);
  const back = vec3.normalize(vec3.create(), vec3.cross(vec3.create(), right, up));
  return { wall, slice, isFlat, right, up, back, ...rectangle, strips: stripsOf(wall, rectangle) };
}

function pointAt(wall: WallGeometry, x: number, y: number): vec3 {
  return stagePointAt(vec3.create(), wall, x, y) ?? vec3.create();
}

function stripsOf(wall: WallGeometry, rectangle: PixelRectangle): FlatStrip[] {
  const { x0, x1, y0, y1 } = rectangle;
  const cuts = stripCuts(wall, x0, x1);
  return cuts.slice(1).map((right, i) => {
    const left = cuts[i] ?? x0;
    return {
      x0: left,
      x1: right,
      y0,
      y1,
      corners: [
        pointAt(wall, left, y0),
        pointAt(wall, right, y0),
        pointAt(wall, right, y1),
        pointAt(wall, left, y1),
      ],
    };
  });
}

/** Columns at which the strips meet: facet edges, or every degree of a smooth arc. */
function stripCuts({ surface, width }: WallGeometry, x0: number, x1: number): number[] {
  if (surface.kind !== 'arc') return [x0, x1];
  const count = surface.facets ?? Math.ceil(radFromDeg(surface.sweepDeg) / stripRad);
  const inner = Array.from({ length: count + 1 }, (_, i) => (i * width) / count);
  return [x0, ...inner.filter((x) => x > x0 && x < x1), x1];
}
