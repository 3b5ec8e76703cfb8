import { lightCentroid, type Picture } from '../../support/png.ts';
import {
  polygonCentroid,
  rayPixel,
  silhouette,
  type TestWall,
  type Vector,
} from '../../support/silhouette.ts';
import { direction, type Placed } from './moves.ts';

/** The edges of a view on a plane 1 m ahead. */
export interface Edges {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** Where the corners of a camera's view fall on a wall, in pixels, by the lines from its pupil. */
export const viewOutline = (wall: TestWall, pose: Placed, edges: Edges): [number, number][] =>
  (
    [
      [edges.left, edges.top],
      [edges.right, edges.top],
      [edges.right, edges.bottom],
      [edges.left, edges.bottom],
    ] as const
  ).map(([x, y]) => {
    const pixel = rayPixel(wall, pose.position, direction(pose, [x, y, -1]));
    return pixel ?? [Number.NaN, Number.NaN];
  });

const isLit = ({ rgba, width }: Picture, column: number, row: number): boolean => {
  const at = (row * width + column) * 4;
  return Math.max(rgba[at] ?? 0, rgba[at + 1] ?? 0) > 60;
};

/** How far inside a convex polygon (clockwise on the wall) a point lies, in pixels; negative outside. */
function depthIn(polygon: readonly [number, number][], x: number, y: number): number {
  const depths = polygon.map(([x0, y0], i) => {
    const [x1, y1] = polygon[(i + 1) % polygon.length] ?? [0, 0];
    return ((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / Math.hypot(x1 - x0, y1 - y0);
  });
  return Math.min(...depths);
}

/** How far from the expected outline a pixel is drawn that should be dark, or is dark and should be drawn; pixels. */
export function outlineError(picture: Picture, polygon: readonly [number, number][]): number {
  let worst = 0;
  for (let row = 0; row < picture.height; row += 1) {
    for (let column = 0; column < picture.width; column += 1) {
      const depth = depthIn(polygon, column + 0.5, row + 0.5);
      const isWrong = isLit(picture, column, row) !== depth > 0;
      if (isWrong) worst = Math.max(worst, Math.abs(depth));
      if (Number.isNaN(depth)) return Number.POSITIVE_INFINITY;
    }
  }
  return worst;
}

/** The drawn outline: centroid of the lit area, and the turn of its long axis, clockwise, in degrees. */
export function drawnOutline(picture: Picture): { x: number; y: number; turnDeg: number } {
  let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < picture.height; row += 1) {
    for (let column = 0; column < picture.width; column += 1) {
      if (!isLit(picture, column, row)) continue;
      const [px, py] = [column + 0.5, row + 0.5];
      n += 1;
      x += px;
      y += py;
      xx += px * px;
      yy += py * py;
      xy += px * py;
    }
  }
  const [mx, my] = [x / n, y / n];
  const [varX, varY, covariance] = [xx / n - mx * mx, yy / n - my * my, xy / n - mx * my];
  // Rows count downwards, so a positive angle of the principal axis is clockwise.
  const turnDeg = (Math.atan2(2 * covariance, varX - varY) * 90) / Math.PI;
  return { x: mx, y: my, turnDeg };
}

/** Where a red sphere is drawn, near where its silhouette from an eye falls. */
export function sphereAt(
  picture: Picture,
  wall: TestWall,
  from: Vector,
  { centre, radius }: { centre: Vector; radius: number },
): { found: { x: number; y: number }; expected: { x: number; y: number } } {
  const expected = polygonCentroid(silhouette(wall, from, centre, radius) ?? []);
  const reach = 26;
  const found = lightCentroid(picture, 0, [
    Math.round(expected.x) - reach,
    Math.round(expected.y) - reach,
    Math.round(expected.x) + reach,
    Math.round(expected.y) + reach,
  ]);
  if (!found) throw new Error('the sphere is not in the picture');
  return { found, expected };
}
