import type { Output, Wall } from '../../../../core/show/stage-schema.ts';
import { wallGeometry } from '../../../../core/stage/wall-geometry.ts';
import { patchesOfSlice, type WallPatch } from '../../../../core/stage/wall-patch.ts';
import type { BenchWall } from '../calls.ts';

/** The wall as the show file would have it. */
export const showWall = ({ surface, pixels, position, rotationDeg }: BenchWall): Wall => ({
  id: 'wall',
  surface,
  pixels,
  pose: { position: [...position], rotationDeg: [...rotationDeg] },
  role: 'picture',
});

/** An output that shows the whole wall, pixel for pixel. */
export const wholeWallOutput = (pixels: [number, number]): Pick<Output, 'size' | 'slices'> => ({
  size: pixels,
  slices: [{ wall: 'wall', from: [0, 0, ...pixels], at: [0, 0], turn: 0 }],
});

/** The patches of the whole wall: one when it is flat. */
export function wholeWallPatches(wall: BenchWall): WallPatch[] {
  const { slices } = wholeWallOutput(wall.pixels);
  return slices.flatMap((slice) => patchesOfSlice(wallGeometry(showWall(wall)), slice));
}
