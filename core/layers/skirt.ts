import { eachCut, vertexBeside } from './cuts.ts';
import { cutAt, type DepthGrid } from './depth-grid.ts';
import { type ReliefMesh, ReliefWriter } from './relief-writer.ts';

const directions = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
const none = -1;

/** Shares of the picture's columns that a skirt reaches behind a near thing. */
const reachOfColumns = 0.25;

/** For each vertex that something far reaches behind: its depth there, and which vertex gives the colour. */
interface Reached {
  values: Float32Array;
  colours: Int32Array;
  steps: Int32Array;
}

/**
 * The far surface drawn out behind what is before it: from each cut inwards, at the depth of the cut's far
 * side and with the colour one vertex before it (at the cut itself pixels are mixed), breadth first, so
 * that each place takes the nearest border.
 */
export function skirtOf(grid: DepthGrid): ReliefMesh {
  const { columns, rows } = grid;
  const reached = reach(grid);
  const writer = new ReliefWriter();
  const most = cutAt(grid);
  const written = new Map<number, number>();
  const u = (at: number) => (at % columns) / (columns - 1);
  const v = (at: number) => Math.floor(at / columns) / (rows - 1);
  const vertex = (at: number): number => {
    const known = written.get(at);
    if (known !== undefined) return known;
    const colour = reached.colours[at] ?? at;
    const own = writer.vertex(u(at), v(at), reached.values[at] ?? 0, u(colour), v(colour));
    written.set(at, own);
    return own;
  };
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column;
      const corners = [at, at + 1, at + columns, at + columns + 1] as const;
      // A corner that nothing reaches behind is the far surface itself, or else too near to be joined.
      if (!corners.some((corner) => (reached.steps[corner] ?? none) > 0)) continue;
      const depths = corners.map((corner) => reached.values[corner] ?? 0);
      if (Math.max(...depths) - Math.min(...depths) > most) continue;
      const [a, b, c, d] = corners;
      writer.quad(vertex(a), vertex(b), vertex(c), vertex(d));
    }
  }
  return writer.mesh();
}

function reach(grid: DepthGrid): Reached {
  const { columns, rows, values } = grid;
  const count = columns * rows;
  const reached: Reached = {
    values: Float32Array.from(values),
    colours: Int32Array.from({ length: count }, (_, at) => at),
    steps: new Int32Array(count).fill(none),
  };
  const line: number[] = [];
  const take = (at: number, value: number, colour: number, steps: number) => {
    const known = reached.steps[at] ?? none;
    if (known > 0) return;
    [reached.values[at], reached.colours[at], reached.steps[at]] = [value, colour, steps];
    line.push(at);
  };
  eachCut(grid, (near, far) => {
    const before = beyond(grid, near, far);
    if (reached.steps[far] === none) {
      [reached.colours[far], reached.steps[far]] = [before, 0];
    }
    take(near, values[far] ?? 0, before, 1);
  });
  const most = cutAt(grid);
  for (let next = 0; next < line.length; next++) {
    const from = line[next] ?? 0;
    const [value = 0, colour = 0, steps = 0] = [
      reached.values[from],
      reached.colours[from],
      reached.steps[from],
    ];
    if (steps > reachOfColumns * columns) break;
    for (const [x, y] of directions) {
      const to = vertexBeside(grid, from, x, y);
      if (to === undefined || (values[to] ?? 0) - value <= most) continue;
      if ((reached.steps[to] ?? none) < 1) take(to, value, colour, steps + 1);
    }
  }
  return reached;
}

/** The vertex one further from the cut than its far side, if that is of the far side too. */
function beyond(grid: DepthGrid, near: number, far: number): number {
  const { columns, values } = grid;
  const [x, y] = [(far % columns) - (near % columns), Math.sign(far - near)];
  const isBeside = Math.abs(far - near) === 1;
  const at = vertexBeside(grid, far, isBeside ? x : 0, isBeside ? 0 : y);
  if (at === undefined) return far;
  return Math.abs((values[at] ?? 0) - (values[far] ?? 0)) <= cutAt(grid) ? at : far;
}
