import { radFromDeg } from '../math.ts';
import type { Surface, Wall } from '../show/stage-schema.ts';

/** A numbered mark on a wall, to aim a camera at. */
export interface WallMark {
  /** From 1, over all walls. */
  number: number;
  wall: string;
  /** Continuous wall pixels: the middle of one. */
  x: number;
  y: number;
  /** Half the length of its cross and the height of its number, whole wall pixels. */
  sizePx: number;
}

const mostMarks = 64;
/** How far the outer marks are from the wall's edges, as a share of its size. */
const inset = 0.1;
const spacingM = 1.5;
const widerBy = 1.25;
const mostSizePx = 60;

type MarkedWall = Pick<Wall, 'id' | 'surface' | 'pixels'>;

/**
 * The marks of a stage, the same on every page: on each flat and arc wall, in show order, rows from the
 * top and in them columns from the left, about 1.5 m apart and at least 2 × 2, the outer ones 10 % of
 * the wall from its edges. Where that makes more than 64 they stand wider apart; with more than sixteen
 * walls the last have none. A mesh has none. No mark is larger than a quarter of the way to the next.
 */
export function wallMarks(walls: readonly MarkedWall[]): WallMark[] {
  const marked = walls.filter(({ surface }) => surface.kind !== 'mesh');
  let apartM = spacingM;
  let grids = marked.map((wall) => gridOf(wall, apartM));
  while (marksIn(grids) > mostMarks && marksIn(grids) > 4 * grids.length) {
    apartM *= widerBy;
    grids = marked.map((wall) => gridOf(wall, apartM));
  }
  return grids
    .flatMap(marksOf)
    .slice(0, mostMarks)
    .map((mark, i) => ({ number: i + 1, ...mark }));
}

interface Grid {
  wall: MarkedWall;
  columns: number;
  rows: number;
}

function gridOf(wall: MarkedWall, apartM: number): Grid {
  const [widthM, heightM] = sizeM(wall.surface);
  const along = (meters: number) =>
    Math.max(2, 1 + Math.round((meters * (1 - 2 * inset)) / apartM));
  return { wall, columns: along(widthM), rows: along(heightM) };
}

function sizeM(surface: Surface): [number, number] {
  if (surface.kind === 'flat') return [surface.width, surface.height];
  if (surface.kind === 'arc')
    return [surface.radius * radFromDeg(surface.sweepDeg), surface.height];
  return [0, 0];
}

const marksIn = (grids: readonly Grid[]): number =>
  grids.reduce((sum, { columns, rows }) => sum + columns * rows, 0);

function marksOf({ wall, columns, rows }: Grid): Omit<WallMark, 'number'>[] {
  const [width, height] = wall.pixels;
  const apartPx = (1 - 2 * inset) * Math.min(width / (columns - 1), height / (rows - 1));
  const sizePx = Math.floor(Math.min(mostSizePx, apartPx / 4, inset * width, inset * height));
  const place = (pixels: number, index: number, count: number) =>
    Math.floor(pixels * (inset + ((1 - 2 * inset) * index) / (count - 1))) + 0.5;
  return Array.from({ length: columns * rows }, (_, i) => ({
    wall: wall.id,
    x: place(width, i % columns, columns),
    y: place(height, Math.floor(i / columns), rows),
    sizePx,
  }));
}
