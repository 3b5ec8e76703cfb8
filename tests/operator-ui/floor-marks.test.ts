import { describe, expect, test } from 'vitest';
import type { Triple } from '../../core/math.ts';
import {
  type FloorMark,
  firstMarks,
  floorInWords,
  floorStageMarks,
  isNeeded,
  solveFloor,
  withMark,
} from '../../operator-ui/setup/align/floor-marks.ts';

/** A tracker whose origin is at (1, −0.2, −2) of the stage. */
const seen = ([x, y, z]: Triple): Triple => [x - 1, y + 0.2, z + 2];
const places: Triple[] = [
  [0, 0, 0],
  [0, 0, -3],
  [2, 0, 0.5],
];
const measured: FloorMark[] = firstMarks.map((mark, i) => ({
  ...mark,
  tracker: seen(places[i] ?? [0, 0, 0]),
}));
const options = { originAt: [0, 0, 0] as Triple, scale: 1 };

describe('a floor survey', () => {
  test('waits for its three marks, and gives the registration that undoes the tracker’s place', () => {
    expect(solveFloor(measured.slice(0, 2), options)).toBeUndefined();
    expect(solveFloor(firstMarks, options)).toBeUndefined();
    const solved = solveFloor(measured, options);
    const { position, rotationDeg } = solved?.ok
      ? solved.value.registration
      : { position: [], rotationDeg: [9] };
    [1, -0.2, -2].forEach((value, i) => {
      expect(position[i]).toBeCloseTo(value, 9);
    });
    for (const angle of rotationDeg) expect(angle).toBeCloseTo(0, 9);
    expect(solved?.ok && floorInWords(solved.value, 3)).toBe(
      '3.00 m towards the wall · 2.00 m to the right',
    );
  });

  test('has further marks that level it, of which only those can go', () => {
    const more = withMark(measured);
    expect(more.map(isNeeded)).toEqual([true, true, true, false]);
    const level = more.map((mark) =>
      mark.tracker ? mark : { ...mark, tracker: seen([2, 0.004, -3]) },
    );
    const solved = solveFloor(level, options);
    expect(solved?.ok && floorInWords(solved.value, 4)).toMatch(/flat to \d\.\d mm RMS$/);
    expect(floorStageMarks(level, solved).map(({ label }) => label)).toEqual(['O', 'W', 'R', '3']);
    expect(floorStageMarks(level, undefined)).toEqual([]);
  });
});
