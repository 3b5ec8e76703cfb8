import type { Problem } from '../result.ts';
import type { Output, Slice, Wall } from './stage-schema.ts';

/** The rectangle [x, y, w, h] that a slice fills in its output: quarter turns swap width and height. */
export function placedRectangle(slice: Slice): [number, number, number, number] {
  const [, , w, h] = slice.from;
  const upright = slice.turn === 0 || slice.turn === 180;
  return [slice.at[0], slice.at[1], upright ? w : h, upright ? h : w];
}

function inside(rect: readonly number[], size: readonly number[]): boolean {
  const [x = 0, y = 0, w = 0, h = 0] = rect;
  return x + w <= (size[0] ?? 0) && y + h <= (size[1] ?? 0);
}

function overlap(a: readonly number[], b: readonly number[]): boolean {
  const [ax = 0, ay = 0, aw = 0, ah = 0] = a;
  const [bx = 0, by = 0, bw = 0, bh = 0] = b;
  return ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah;
}

/** Problems of one output: slices of unknown walls, outside wall or output, or on top of each other. */
export function checkSlices(
  output: Output,
  at: string,
  walls: ReadonlyMap<string, Wall>,
): Problem[] {
  const problems: Problem[] = [];
  const say = (path: string, code: string, message: string) =>
    problems.push({ path: `${at}/slices/${path}`, code, message });
  output.slices.forEach((slice, index) => {
    const wall = walls.get(slice.wall);
    if (!wall) {
      say(
        `${index}/wall`,
        'unknown-wall',
        `No wall has the id "${slice.wall}". Name one of: ${[...walls.keys()].join(', ') || 'none yet'}.`,
      );
    } else if (!inside(slice.from, wall.pixels)) {
      say(
        `${index}/from`,
        'outside-wall',
        `The rectangle leaves wall "${wall.id}", which has ${wall.pixels.join(' × ')} pixels.`,
      );
    }
    const placed = placedRectangle(slice);
    if (!inside(placed, output.size)) {
      say(
        `${index}/at`,
        'outside-output',
        `The placed rectangle ${placed.join(', ')} leaves the output of ${output.size.join(' × ')} pixels.`,
      );
    }
    const other = output.slices
      .slice(0, index)
      .findIndex((s) => overlap(placedRectangle(s), placed));
    if (other >= 0) {
      say(
        `${index}`,
        'overlapping-slices',
        `Slice ${index} covers pixels of slice ${other} in output "${output.id}". Move one of them.`,
      );
    }
  });
  return problems;
}
