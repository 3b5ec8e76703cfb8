import { describe, expect, test } from 'vitest';
import { createPose, vec3 } from '../../core/math.ts';
import { checkMarks, trucked } from '../../core/registration/check-marks.ts';
import { wall as wallSchema } from '../../core/show/stage-schema.ts';
import { wallGeometry } from '../../core/stage/wall-geometry.ts';
import { createLensState } from '../../core/tracking/lens.ts';
import { checkStageMarks } from '../../operator-ui/setup/check/check-stage-marks.ts';
import {
  inPictureInWords,
  moveInWords,
  onWallInWords,
} from '../../operator-ui/setup/check/check-words.ts';
import { markInSight } from '../../operator-ui/setup/check/mark-in-sight.ts';

/** 6 × 3 m at 2.5 mm, 3 m before the origin. */
const wall = wallGeometry(
  wallSchema.parse({
    id: 'main',
    surface: { kind: 'flat', width: 6, height: 3 },
    pixels: [2400, 1200],
    pose: { position: [0, 0, -3] },
  }),
);
const lens = { ...createLensState(), focalLengthMm: 25, sensorWidthMm: 20, sensorHeightMm: 10 };
const pupil = createPose();
vec3.set(pupil.position, 0, 1.5, 2);

function checked(truckM: number, behindM = 45) {
  const to = trucked(pupil, truckM);
  const marks = checkMarks({ wall, at: { x: 1200, y: 600 }, behindM, from: pupil, to, lens });
  if (!marks) throw new Error('no marks');
  return marks;
}

describe('a check in words', () => {
  test('says what the card and the far mark do on the wall and in the camera', () => {
    const { card, far } = checked(0.5);
    expect(onWallInWords(card)).toBe('stands still on the wall.');
    expect(inPictureInWords(card)).toBe('moves by 12.5 % of the width to the left');
    expect(onWallInWords(far)).toBe('moves with the camera, 180 px to the right.');
    expect(inPictureInWords(far)).toBe('moves by 1.3 % of the width to the left');
  });

  test('says so where nothing moves, and where a mark leaves the wall', () => {
    const { card, far } = checked(0);
    expect(inPictureInWords(card)).toBe('hardly moves');
    expect(onWallInWords(far)).toBe('hardly moves.');
    expect(onWallInWords(checked(5, 3000).far)).toBe('is not seen on this wall.');
  });

  test('says how far the camera has come, in its own directions', () => {
    expect(moveInWords([0.5, -0.012, 0.001])).toBe('has come 500 mm right, 12 mm down');
    expect(moveInWords([0.001, 0, 0])).toBe('has not moved yet');
  });
});

test('the card is at first at the mark nearest to the middle of the picture', () => {
  const marks = [300, 1150, 2100].map((x, i) => {
    return { number: i + 1, wall: 'main', x, y: 600, sizePx: 20 };
  });
  const plain = (z: number, w: number) => ({
    position: [0, 1.5, 2] as [number, number, number],
    orientation: [0, z, 0, w] as [number, number, number, number],
  });
  expect(markInSight(marks, [wall], plain(0, 1), lens)?.number).toBe(2);
  // Turned round it sees no wall.
  expect(markInSight(marks, [wall], plain(1, 0), lens)).toBeUndefined();
});

test('the stage’s picture shows the card, and the far mark on the wall before and after', () => {
  const [card, before, after] = checkStageMarks(wall, checked(0.5));
  expect(card).toMatchObject({ label: 'C', at: [0, 1.5, -3] });
  expect(before?.at[0]).toBeCloseTo(0, 9);
  // 180 px at 2.5 mm.
  expect(after?.at[0]).toBeCloseTo(0.45, 9);
});
