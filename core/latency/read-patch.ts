import { dataCells, pairStarts, patchCells } from './frame-code.ts';
import { type GreyPicture, greyAt, type Quad } from './grey-picture.ts';
import { mapPoint, type QuadMap, quadMap } from './quad-map.ts';

/** Lit against dark must differ by so many grey levels of 255. */
const leastContrast = 10;
/** Cells of the two rings that may be hidden, by a cable or a highlight. */
const ringFaults = 3;

/** What the data cells of a patch say, each pair from −1 (a 0) over 0 (unknown) to 1 (a 1). */
export interface PatchReading {
  pairs: number[];
  /** Outline of the whole patch, clockwise from its own top left. */
  outline: Quad;
}

/**
 * Reads the patch whose dark ring has this outline, whichever way it is turned; undefined when the
 * rings or the corners are not those of a patch. Perspective is allowed, a mirror is not.
 */
export function readPatch(picture: GreyPicture, darkRing: Quad): PatchReading | undefined {
  const map = quadMap(darkRing);
  if (!map) return undefined;
  const cells = sampleCells(picture, map);
  const contrast = ringContrast(cells);
  if (contrast === undefined) return undefined;
  const turns = turnsToUpright(cells, contrast.middle);
  if (turns === undefined) return undefined;
  const upright = turned(cells, turns);
  const pairs = pairStarts.map((start) => {
    const difference = dataCell(upright, start) - dataCell(upright, start + 1);
    return difference / contrast.span;
  });
  return { pairs, outline: outlineOf(map, turns) };
}

const at = (cells: readonly number[], column: number, row: number): number =>
  cells[row * patchCells + column] ?? 0;

const dataCell = (cells: readonly number[], cell: number): number =>
  at(cells, 2 + (cell % dataCells), 2 + Math.floor(cell / dataCells));

/** Mean grey of the middle of every cell. The map's unit square is the dark ring, one cell inside the patch. */
function sampleCells(picture: GreyPicture, map: QuadMap): number[] {
  const cells: number[] = [];
  const inRing = (cell: number) => (cell - 1) / (patchCells - 2);
  for (let row = 0; row < patchCells; row++) {
    for (let column = 0; column < patchCells; column++) {
      let sum = 0;
      for (let i = 0; i < 9; i++) {
        const u = inRing(column + 0.5 + ((i % 3) - 1) * 0.2);
        const v = inRing(row + 0.5 + (Math.floor(i / 3) - 1) * 0.2);
        const { x, y } = mapPoint(map, u, v);
        sum += greyAt(picture, x, y);
      }
      cells.push(sum / 9);
    }
  }
  return cells;
}

/** The span and the middle between lit and dark, if the rings are there. */
function ringContrast(cells: readonly number[]): { span: number; middle: number } | undefined {
  const rings: [lit: number[], dark: number[]] = [[], []];
  for (let row = 0; row < patchCells; row++) {
    for (let column = 0; column < patchCells; column++) {
      const edge = Math.min(column, row, patchCells - 1 - column, patchCells - 1 - row);
      rings[edge as 0 | 1]?.push(at(cells, column, row));
    }
  }
  const [lit, dark] = rings.map((ring) => ring.reduce((sum, cell) => sum + cell, 0) / ring.length);
  const span = (lit ?? 0) - (dark ?? 0);
  if (span < leastContrast) return undefined;
  const middle = ((lit ?? 0) + (dark ?? 0)) / 2;
  const faults =
    rings[0].filter((cell) => cell < middle).length +
    rings[1].filter((cell) => cell > middle).length;
  return faults <= ringFaults ? { span, middle } : undefined;
}

/** Quarter turns to the left that bring the dark corner to the bottom right, if exactly one is dark. */
function turnsToUpright(cells: readonly number[], middle: number): number | undefined {
  // Clockwise from the bottom right one.
  const corners = [
    dataCell(cells, 35),
    dataCell(cells, 30),
    dataCell(cells, 0),
    dataCell(cells, 5),
  ];
  const dark = corners.flatMap((cell, index) => (cell < middle ? [index] : []));
  return dark.length === 1 ? dark[0] : undefined;
}

/** The cells as they are after quarter turns to the left. */
function turned(cells: readonly number[], turns: number): readonly number[] {
  if (turns === 0) return cells;
  const last = patchCells - 1;
  const once = cells.map((_, index) => {
    const [column, row] = [index % patchCells, Math.floor(index / patchCells)];
    return at(cells, last - row, column);
  });
  return turned(once, turns - 1);
}

function outlineOf(map: QuadMap, turns: number): Quad {
  const [near, far] = [-1 / (patchCells - 2), 1 + 1 / (patchCells - 2)];
  const corners = [
    mapPoint(map, near, near),
    mapPoint(map, far, near),
    mapPoint(map, far, far),
    mapPoint(map, near, far),
  ] as const;
  const from = (index: number) => corners[((index + turns) % 4) as 0 | 1 | 2 | 3];
  return [from(0), from(1), from(2), from(3)];
}
