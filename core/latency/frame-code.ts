/**
 * The coded frame counter: a square patch that a camera can read from a filmed wall. From outside
 * in: a ring of lit cells, a ring of dark cells, 6 × 6 data cells. Of those the corners tell which way
 * is up (all lit but the bottom right one); the other 32 are pairs of neighbours of which exactly one
 * is lit, the left one for a 1. So the light of the patch never changes, each bit is checked by its
 * own partner, and needs no threshold. Counter bits are in Gray code (F. Gray, US 2 632 058): from one
 * frame to the next one pair changes, and a picture that mixes both reads as one of them. A checksum
 * would change in many cells at once, and no exposure of more than one frame could be read.
 */
export const patchCells = 10;
export const dataCells = 6;
export const pairCount = 16;
export const counterBits = 12;
/** The counter begins again after so many frames. */
export const counterPeriod = 2 ** counterBits;
/** Outputs that have a number of their own: the first sixteen of the show. */
export const codedOutputs = 2 ** (pairCount - counterBits);

/** Left cell of each pair, as index row · 6 + column in the data; the other is its right neighbour. */
export const pairStarts: readonly number[] = [
  ...[1, 3],
  ...[6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28],
  ...[31, 33],
];

const cornerMask = { top: 0b100001, bottom: 1 << 12 };

/** The lit data cells: bit row · 6 + column of the upper three rows, and of the lower three. */
export interface FrameCodeBits {
  top: number;
  bottom: number;
}

export const grayFromCount = (count: number): number => count ^ (count >>> 1);

/**
 * Cells of frame k ≥ 0 on the output of this number (0..15), into `out`: allocates nothing, for it is
 * drawn every frame.
 */
export function encodeFrameCode(out: FrameCodeBits, k: number, output: number): FrameCodeBits {
  const word = grayFromCount(k % counterPeriod) | (output << counterBits);
  out.top = cornerMask.top;
  out.bottom = cornerMask.bottom;
  for (let pair = 0; pair < pairCount; pair++) {
    const cell = (pairStarts[pair] ?? 0) + 1 - ((word >> pair) & 1);
    if (cell < 18) out.top |= 1 << cell;
    else out.bottom |= 1 << (cell - 18);
  }
  return out;
}

/** Whether a cell of the whole patch is lit; column and row 0..9 from the top left. */
export function isCellLit(code: Readonly<FrameCodeBits>, column: number, row: number): boolean {
  const fromEdge = Math.min(column, row, patchCells - 1 - column, patchCells - 1 - row);
  if (fromEdge < 2) return fromEdge === 0;
  const cell = (row - 2) * dataCells + column - 2;
  return ((cell < 18 ? code.top >> cell : code.bottom >> (cell - 18)) & 1) === 1;
}

/** Side of a cell in pixels on an output of this size: a fortieth of its height, where that fits. */
export function patchCellPx([width, height]: readonly [number, number]): number {
  const wanted = Math.max(8, Math.floor(height / 40));
  return Math.max(1, Math.min(wanted, Math.floor(Math.min(width, height) / patchCells)));
}
