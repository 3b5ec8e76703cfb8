import { cutAt, type DepthGrid } from './depth-grid.ts';

/** Calls back for every two neighbouring vertices with a cut between them. */
export function eachCut(grid: DepthGrid, found: (near: number, far: number) => void): void {
  const most = cutAt(grid);
  eachNeighbour(grid, (a, b) => {
    const step = (grid.values[a] ?? 0) - (grid.values[b] ?? 0);
    if (step > most) found(a, b);
    else if (step < -most) found(b, a);
  });
}

/** Calls back for every two vertices side by side or one below the other. The rows at the poles are points and have no neighbours. */
export function eachNeighbour(
  { columns, rows, isWrapped }: DepthGrid,
  found: (a: number, b: number) => void,
): void {
  const [first, last] = isWrapped ? [1, rows - 2] : [0, rows - 1];
  for (let row = first; row <= last; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      if (column + 1 < columns) found(at, at + 1);
      if (row < last) found(at, at + columns);
    }
  }
}

/** The vertex so many columns and rows from another; `undefined` beyond the picture. */
export function vertexBeside(
  { columns, rows, isWrapped }: DepthGrid,
  at: number,
  byColumns: number,
  byRows: number,
): number | undefined {
  const row = Math.floor(at / columns) + byRows;
  let column = (at % columns) + byColumns;
  // The last column is the first again, so a step over it skips one.
  if (isWrapped) column = (column + columns - 1) % (columns - 1);
  const isInside = row >= 0 && row < rows && column >= 0 && column < columns;
  return isInside ? row * columns + column : undefined;
}
