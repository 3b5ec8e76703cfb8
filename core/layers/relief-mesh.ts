import { cutAt, type DepthGrid } from './depth-grid.ts';
import { type ReliefMesh, ReliefWriter } from './relief-writer.ts';
import { skirtOf } from './skirt.ts';

export interface Relief {
  front: ReliefMesh;
  /** What stands behind the edges of near things: the far surface's border, drawn out. */
  skirt: ReliefMesh;
}

/**
 * The mesh of a depth map. Where neighbours are further apart than `cutAt`, nothing is stretched between
 * them: the cell goes whole to the near side, at the near side's depth, so that from the eye point the picture
 * has no gap; what opens behind it when the eye moves is filled by the skirt.
 */
export function reliefOf(grid: DepthGrid): Relief {
  const { columns, rows, values } = grid;
  const most = cutAt(grid);
  const writer = new ReliefWriter();
  const u = (at: number) => (at % columns) / (columns - 1);
  const v = (at: number) => Math.floor(at / columns) / (rows - 1);
  for (let at = 0; at < columns * rows; at++) writer.vertex(u(at), v(at), values[at] ?? 0);
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column;
      const corners = [at, at + 1, at + columns, at + columns + 1] as const;
      const depths = corners.map((corner) => values[corner] ?? 0);
      const [least, greatest] = [Math.min(...depths), Math.max(...depths)];
      if (greatest - least <= most) {
        writer.quad(...corners);
        continue;
      }
      const near = depths.filter((depth) => greatest - depth <= most);
      const nearMean = near.reduce((sum, depth) => sum + depth, 0) / near.length;
      const onNear = (corner: number) => {
        const own = values[corner] ?? 0;
        return greatest - own <= most ? corner : writer.vertex(u(corner), v(corner), nearMean);
      };
      const [a, b, c, d] = corners;
      writer.quad(onNear(a), onNear(b), onNear(c), onNear(d));
    }
  }
  return { front: writer.mesh(), skirt: skirtOf(grid) };
}
