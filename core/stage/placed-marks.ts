import { placedRectangle } from '../show/check-slices.ts';
import type { Output, Slice, Wall } from '../show/stage-schema.ts';
import { outputFromWall } from './slice-map.ts';
import { type WallMark, wallMarks } from './wall-marks.ts';

/** A mark as one slice of an output shows it. Continuous output pixels. */
export interface PlacedMark {
  number: number;
  sizePx: number;
  x: number;
  y: number;
  turn: Slice['turn'];
  /** Where its number stands, seen on the wall: −1 left or above, 1 right or below; towards the middle. */
  numberAt: [-1 | 1, -1 | 1];
  /** The slice's rectangle [x, y, w, h]: beyond it the mark is not drawn. */
  clip: [number, number, number, number];
}

/** How far a mark with its number reaches, in its sizes. */
const reach = 1.75;

/** The marks that an output shows, those too that only reach into one of its slices. */
export function placedMarks(
  { slices }: Pick<Output, 'slices'>,
  walls: readonly Pick<Wall, 'id' | 'surface' | 'pixels'>[],
): PlacedMark[] {
  const marks = wallMarks(walls);
  return slices.flatMap((slice) => {
    const wall = walls.find(({ id }) => id === slice.wall);
    if (!wall) return [];
    return marks
      .filter((mark) => mark.wall === wall.id && reaches(mark, slice))
      .map((mark) => placedMark(mark, wall.pixels, slice));
  });
}

function reaches({ x, y, sizePx }: WallMark, { from: [left, top, width, height] }: Slice): boolean {
  const by = Math.max(1, reach * sizePx);
  return x > left - by && x < left + width + by && y > top - by && y < top + height + by;
}

function placedMark(
  { number, sizePx, x, y }: WallMark,
  [width, height]: Wall['pixels'],
  slice: Slice,
): PlacedMark {
  const [placedX, placedY] = outputFromWall(slice, x, y);
  return {
    number,
    sizePx,
    x: placedX,
    y: placedY,
    turn: slice.turn,
    numberAt: [x < width / 2 ? 1 : -1, y < height / 2 ? 1 : -1],
    clip: placedRectangle(slice),
  };
}
