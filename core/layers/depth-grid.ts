/** A depth map brought down to the vertices of a mesh: row by row from the top, 0 far to 1 near. */
export interface DepthGrid {
  columns: number;
  rows: number;
  values: Float32Array;
  /** The last column is the first again. */
  isWrapped: boolean;
}

export interface DepthPicture {
  width: number;
  height: number;
  /** One value a pixel, 0 to 255. */
  values: Uint8Array | Uint8ClampedArray;
}

/** More cells than this cost a processor more time than they show detail. */
export const mostCells = 131_072;

/**
 * The grid of a depth map: a vertex a pixel, fewer when there are too many. A vertex takes the value of the
 * pixel it lies on and no mean, since between near and far there is nothing. All the way round the
 * poles are one point each, and have one value.
 */
export function depthGrid(
  picture: DepthPicture,
  isWrapped: boolean,
  cellsAtMost = mostCells,
): DepthGrid {
  const { width, height } = picture;
  const shrink = Math.min(1, Math.sqrt(cellsAtMost / (width * height)));
  const columns = Math.max(2, Math.floor(width * shrink) + 1);
  const rows = Math.max(2, Math.floor(height * shrink) + 1);
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const y = Math.min(height - 1, Math.floor((row * height) / (rows - 1)));
    for (let column = 0; column < columns; column++) {
      const x = Math.floor((column * width) / (columns - 1));
      const at = isWrapped ? x % width : Math.min(width - 1, x);
      values[row * columns + column] = (picture.values[y * width + at] ?? 0) / 255;
    }
  }
  if (isWrapped) for (const row of [0, rows - 1]) evenRow(values, row * columns, columns);
  return { columns, rows, values, isWrapped };
}

function evenRow(values: Float32Array, from: number, count: number): void {
  const row = values.subarray(from, from + count);
  row.fill(row.reduce((sum, value) => sum + value, 0) / count);
}

/** Neighbours further apart than this in value are two things, one before the other; between them is a cut. */
export const cutAt = ({ columns, rows }: DepthGrid): number =>
  // Of a floor that runs from far to near in half of a coarse map's rows, each row is a step.
  Math.max(0.05, 4 / Math.min(columns, rows));
