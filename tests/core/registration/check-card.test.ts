import { describe, expect, it } from 'vitest';
import {
  appearanceOf,
  expectedMotion,
  motionInWords,
} from '../../../core/registration/check-card.ts';
import { wall as wallSchema } from '../../../core/show/stage-schema.ts';
import { wallGeometry } from '../../../core/stage/wall-geometry.ts';

/** 6 × 3 m at 2.5 mm, 3 m before the origin. */
const flat = wallGeometry(
  wallSchema.parse({
    id: 'main',
    surface: { kind: 'flat', width: 6, height: 3 },
    pixels: [2400, 1200],
    pose: { position: [0, 0, -3] },
  }),
);

describe('where a point must appear', () => {
  it('on the wall is its own pixel from everywhere', () => {
    for (const pupil of [
      [0, 1.5, 0],
      [2, 0.5, -1],
      [-2.5, 2, 3],
    ] as const) {
      const seen = appearanceOf(flat, [...pupil], [1, 1, -3]);
      // 1 m right of the middle is 400 px, 1 m above the bottom is 400 px from it.
      expect(seen?.x).toBeCloseTo(1600, 9);
      expect(seen?.y).toBeCloseTo(800, 9);
      expect(seen?.wallM).toBeCloseTo(seen?.pointM ?? 0, 9);
    }
  });

  it('behind the wall is where the line from the pupil crosses it', () => {
    // From (0, 1.5, 0) to (4, 1.5, −6): half way is (2, 1.5, −3).
    const seen = appearanceOf(flat, [0, 1.5, 0], [4, 1.5, -6]);
    expect(seen?.x).toBeCloseTo(2000, 9);
    expect(seen?.y).toBeCloseTo(600, 9);
  });

  it('is nowhere when the line misses the wall', () => {
    expect(appearanceOf(flat, [0, 1.5, 0], [0, 1.5, 5])).toBeUndefined();
    expect(appearanceOf(flat, [0, 1.5, 0], [30, 1.5, -6])).toBeUndefined();
  });
});

describe('how a point must move when the camera trucks to the right by half a metre', () => {
  const truck = (z: number) => expectedMotion(flat, [0, 1.5, 0], [0.5, 1.5, 0], [0.2, 1.5, z]);

  it('on the wall: not at all', () => {
    expect(truck(-3)?.xPx).toBeCloseTo(0, 9);
    const motion = truck(-3);
    expect(motion && motionInWords(motion)).toBe('stands still on the wall');
  });

  it('twice as far as the wall: with the camera, by half its way', () => {
    const motion = truck(-6);
    expect(motion?.xPx).toBeCloseTo(100, 9);
    expect(motion && motionInWords(motion)).toBe('moves with the camera, 100 px to the right');
  });

  it('very far: with the camera, by nearly all its way', () => {
    expect(truck(-3000)?.xPx).toBeCloseTo(200 * (1 - 3 / 3000), 9);
  });

  it('before the wall: against the camera', () => {
    const motion = truck(-2);
    expect(motion?.xPx).toBeCloseTo(-100, 9);
    expect(motion && motionInWords(motion)).toBe('moves against the camera, 100 px to the left');
  });

  it('moves up with a camera that rises, and is nowhere when it leaves the wall', () => {
    const up = expectedMotion(flat, [0, 1, 0], [0, 1.5, 0], [0, 1, -6]);
    expect(up?.yPx).toBeCloseTo(-100, 9);
    expect(expectedMotion(flat, [0, 1, 0], [3.5, 1, 0], [3, 1, -3000])).toBeUndefined();
  });
});
