import type { Slice } from '../show/stage-schema.ts';

/**
 * Output pixel of a wall pixel through a slice, both continuous. With u = X − x, v = Y − y it is
 * `at` + (u, v), (h − v, u), (w − u, h − v) or (v, w − u) for a turn of 0, 90, 180 or 270°
 * clockwise in the output raster (DESIGN section 2).
 */
export function outputFromWall(slice: Slice, wallX: number, wallY: number): [number, number] {
  const [x, y, w, h] = slice.from;
  const [u, v] = [wallX - x, wallY - y];
  const turned: Record<Slice['turn'], [number, number]> = {
    0: [u, v],
    90: [h - v, u],
    180: [w - u, h - v],
    270: [v, w - u],
  };
  const [dx, dy] = turned[slice.turn];
  return [slice.at[0] + dx, slice.at[1] + dy];
}

/** The inverse: wall pixel of an output pixel inside the placed rectangle. */
export function wallFromOutput(slice: Slice, outputX: number, outputY: number): [number, number] {
  const [x, y, w, h] = slice.from;
  const [dx, dy] = [outputX - slice.at[0], outputY - slice.at[1]];
  const turned: Record<Slice['turn'], [number, number]> = {
    0: [dx, dy],
    90: [dy, h - dx],
    180: [w - dx, h - dy],
    270: [w - dy, dx],
  };
  const [u, v] = turned[slice.turn];
  return [x + u, y + v];
}
