import { linearFromSrgb, type Picture } from '../../support/png.ts';

/** Light of the split wall at a wall pixel, from the output and the turn that hold it. */
export function splitWallLight(
  pictures: Record<string, Picture>,
  column: number,
  row: number,
): number {
  const isLeft = column < 124;
  const picture = pictures[isLeft ? 'all' : 'turned'];
  // Left half: at (512, 0), upright. Right half: at (8, 4), a quarter turn clockwise.
  const [x, y] = isLeft ? [512 + column, row] : [8 + 123 - row, 4 + column - 124];
  return linearFromSrgb(picture?.rgba[(y * (picture?.width ?? 0) + x) * 4 + 1] ?? 0);
}

/** Height of the bar's middle in one column of the wall, in pixels. */
function barHeight(pictures: Record<string, Picture>, column: number): number {
  let [weight, sum] = [0, 0];
  for (let row = 0; row < 124; row++) {
    const light = splitWallLight(pictures, column, row);
    weight += light;
    sum += light * (row + 0.5);
  }
  return sum / weight;
}

/** Least squares line through the bar over columns, evaluated at the seam. */
function heightAtSeam(pictures: Record<string, Picture>, from: number, to: number): number {
  let [n, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (let column = from; column < to; column++) {
    const [px, py] = [column + 0.5 - 124, barHeight(pictures, column)];
    n++;
    x += px;
    y += py;
    xx += px * px;
    xy += px * py;
  }
  const slope = (n * xy - x * y) / (n * xx - x * x);
  return (y - slope * x) / n;
}

/** How far the bar jumps where the outputs meet, in pixels. */
export const seamJump = (pictures: Record<string, Picture>): number =>
  Math.abs(heightAtSeam(pictures, 100, 124) - heightAtSeam(pictures, 124, 148));
