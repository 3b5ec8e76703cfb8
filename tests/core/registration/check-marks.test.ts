import { describe, expect, it } from 'vitest';
import { createPose, type Pose, quatFromRotationDeg, vec3 } from '../../../core/math.ts';
import { motionInWords } from '../../../core/registration/check-card.ts';
import { checkMarks, movedBy, trucked } from '../../../core/registration/check-marks.ts';
import { wall as wallSchema } from '../../../core/show/stage-schema.ts';
import { wallGeometry } from '../../../core/stage/wall-geometry.ts';
import { createLensState } from '../../../core/tracking/lens.ts';

/** 6 × 3 m at 2.5 mm, 3 m before the origin. */
const flat = wallGeometry(
  wallSchema.parse({
    id: 'main',
    surface: { kind: 'flat', width: 6, height: 3 },
    pixels: [2400, 1200],
    pose: { position: [0, 0, -3] },
  }),
);
/** A sensor of 20 mm and 25 mm of focal length: one metre at 5 m is a quarter of the picture. */
const lens = { ...createLensState(), focalLengthMm: 25, sensorWidthMm: 20, sensorHeightMm: 10 };

function pupilAt(x: number, y: number, z: number, panDeg = 0): Pose {
  const pupil = createPose();
  vec3.set(pupil.position, x, y, z);
  quatFromRotationDeg(pupil.orientation, [0, panDeg, 0]);
  return pupil;
}

const asked = (pupil: Pose, behindM = 45, truckM = 0.5) =>
  checkMarks({
    wall: flat,
    at: { x: 1200, y: 600 },
    behindM,
    from: pupil,
    to: trucked(pupil, truckM),
    lens,
  });

describe('a card on the wall and a mark behind it, for a truck of half a metre to the right', () => {
  it('square to the wall at 5 m: the card stands, the far mark goes along', () => {
    const marks = asked(pupilAt(0, 1.5, 2));
    expect(marks?.card.point).toEqual([0, 1.5, -3]);
    expect(marks?.far.point[2]).toBeCloseTo(-48, 12);
    expect(marks?.card.motion && motionInWords(marks.card.motion)).toBe('stands still on the wall');
    // 0.5 m at 2.5 mm is 200 px, of which 1 − 5/50 is seen.
    expect(marks?.far.motion?.xPx).toBeCloseTo(180, 9);
    expect(marks?.far.motion?.sense).toBe('with');
  });

  it('in the picture the card goes left by truck over distance, and the far mark a tenth of that', () => {
    const marks = asked(pupilAt(0, 1.5, 2));
    expect(marks?.card.before.inPicture).toEqual({ x: 0.5, y: 0.5 });
    expect((marks?.card.after.inPicture?.x ?? 9) - 0.5).toBeCloseTo(-0.125, 12);
    expect((marks?.far.after.inPicture?.x ?? 9) - 0.5).toBeCloseTo(-0.0125, 12);
  });

  it('goes along the camera’s own right, also where that is towards the wall', () => {
    // Panned 90° to the left its right is −z: half a metre nearer to the wall.
    const marks = asked(pupilAt(1, 1.5, 2, 90));
    expect(marks?.card.motion?.sense).toBe('still');
    // The far mark is 45 m behind (0, −3) as seen from (1, 2); from (1, 1.5) the line to it meets z = −3 here:
    const way = 45 / Math.hypot(1, 5);
    const [x, z] = [-way, -3 - 5 * way];
    expect(marks?.far.motion?.xPx).toBeCloseTo((1 + ((x - 1) * 4.5) / (1.5 - z)) * 400, 9);
  });

  it('is nothing off the wall, and no movement where the mark is not seen on it', () => {
    const pupil = pupilAt(0, 1.5, 2);
    const at = { x: 2401, y: 600 };
    expect(
      checkMarks({ wall: flat, at, behindM: 5, from: pupil, to: pupil, lens }),
    ).toBeUndefined();
    // From 5 m to the right the line to the far mark crosses the wall's plane at 4.5 m, beyond its edge.
    const aside = asked(pupil, 45, 5);
    expect(aside?.card.motion?.sense).toBe('still');
    expect(aside?.far.motion).toBeUndefined();
  });
});

describe('how far a camera has come', () => {
  it('is told in its own right, up and ahead', () => {
    const from = pupilAt(1, 1.5, 2, 90);
    // Panned 90° to the left: right is −z, ahead is −x.
    const [right, up, ahead] = movedBy(from, pupilAt(0.7, 1.6, 1.5));
    expect(right).toBeCloseTo(0.5, 12);
    expect(up).toBeCloseTo(0.1, 12);
    expect(ahead).toBeCloseTo(0.3, 12);
    expect(movedBy(from, trucked(from, 0.5))[0]).toBeCloseTo(0.5, 12);
  });
});
