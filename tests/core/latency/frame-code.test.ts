import { expect, test } from 'vitest';
import {
  encodeFrameCode,
  grayFromCount,
  isCellLit,
  patchCellPx,
} from '../../../core/latency/frame-code.ts';
import { patchRows } from './filmed-wall.ts';

const cellsOf = (k: number, output: number): string[] => {
  const code = encodeFrameCode({ top: 0, bottom: 0 }, k, output);
  return Array.from({ length: 10 }, (_, row) =>
    Array.from({ length: 10 }, (_, column) => (isCellLit(code, column, row) ? '#' : '.')).join(''),
  );
};

test('frame 5 of output 2 looks like this', () => {
  // 5 is 111 in Gray code: the first three pairs are lit on the left; of the last four the second.
  expect(cellsOf(5, 2)).toEqual([
    '##########',
    '#........#',
    '#.##.#.#.#',
    '#.#..#.#.#',
    '#..#.#.#.#',
    '#..#.#.#.#',
    '#..#.##..#',
    '#.#.#.#..#',
    '#........#',
    '##########',
  ]);
});

test('one pair changes from a frame to the next, also where the counter begins again', () => {
  for (const k of [0, 1, 2, 3, 255, 2047, 4094, 4095, 4096, 123_456]) {
    const [before, after] = [cellsOf(k, 9).join(''), cellsOf(k + 1, 9).join('')];
    const changed = [...before].filter((cell, i) => cell !== after[i]);
    expect(changed.sort()).toEqual(['#', '.']);
  }
});

test('every frame of every output has the same light', () => {
  for (let k = 0; k < 4096; k += 7) {
    const lit = cellsOf(k, k % 16)
      .join('')
      .replaceAll('.', '').length;
    expect(lit).toBe(36 + 3 + 16);
  }
});

test('the cells are those of the description, drawn by hand', () => {
  for (const [k, output] of [
    [0, 0],
    [4095, 15],
    [98_765, 6],
  ] as const) {
    const drawn = patchRows(k, output).map((row) => row.map((cell) => (cell ? '#' : '.')).join(''));
    expect(cellsOf(k, output)).toEqual(drawn);
  }
});

test('neighbours in Gray code differ by one bit', () => {
  for (let count = 0; count < 4095; count++) {
    const changed = grayFromCount(count) ^ grayFromCount(count + 1);
    expect(changed & (changed - 1)).toBe(0);
  }
});

test('a cell is a fortieth of the height, eight pixels at least, and the patch fits its output', () => {
  expect(patchCellPx([1920, 1080])).toBe(27);
  expect(patchCellPx([160, 90])).toBe(8);
  expect(patchCellPx([64, 48])).toBe(4);
});
