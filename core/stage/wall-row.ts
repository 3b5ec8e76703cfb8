import { vec3 } from '../math.ts';
import type { Stage, Wall } from '../show/stage-schema.ts';
import { stagePointAt, wallGeometry } from './wall-geometry.ts';

/** A wall laid flat: where its picture lies in the row, in wall pixels, x to the right and y up. */
export interface FlatWall {
  id: string;
  left: number;
  width: number;
  height: number;
}

export interface WallRow {
  walls: FlatWall[];
  /** Of all of them with the gaps between, wall pixels; 0 where there is no wall to lay flat. */
  width: number;
  height: number;
}

/** Between two walls, of the mean wall's width: they are neighbours and not one wall. */
const gapShare = 0.02;

/** Where the wall's middle is seen from the eye, radians to the right of straight ahead (−Z). */
function bearing(wall: Wall, eye: Stage['eye']): number {
  const [width, height] = wall.pixels;
  const middle = stagePointAt(vec3.create(), wallGeometry(wall), width / 2, height / 2);
  return middle ? Math.atan2(middle[0] - eye[0], eye[2] - middle[2]) : 0;
}

/**
 * The picture walls unrolled beside each other, from left to right as they are seen from the stage's eye, all on
 * one floor. Each keeps its pixels' aspect. A mesh has no unrolled picture, and a light wall none to be looked at.
 */
export function wallRow({ walls, eye }: Pick<Stage, 'walls' | 'eye'>): WallRow {
  const shown = walls
    .filter(({ role, surface }) => role === 'picture' && surface.kind !== 'mesh')
    .map((wall) => ({ wall, bearing: bearing(wall, eye) }))
    .sort((a, b) => a.bearing - b.bearing);
  const total = shown.reduce((sum, { wall }) => sum + wall.pixels[0], 0);
  const gap = Math.round((gapShare * total) / Math.max(1, shown.length));
  const row: WallRow = { walls: [], width: 0, height: 0 };
  for (const { wall } of shown) {
    const [width, height] = wall.pixels;
    const left = row.walls.length > 0 ? row.width + gap : 0;
    row.walls.push({ id: wall.id, left, width, height });
    row.width = left + width;
    row.height = Math.max(row.height, height);
  }
  return row;
}

/** What an orthographic view shows, wall pixels. */
export interface RowView {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** The whole row in the middle of a pane of this aspect (width over height), as large as it fits. */
export function rowView({ width, height }: WallRow, aspect: number): RowView {
  const tall = Math.max(1, height, width / aspect);
  const wide = tall * aspect;
  const [left, bottom] = [(width - wide) / 2, (height - tall) / 2];
  return { left, right: left + wide, bottom, top: bottom + tall };
}
