import { describe, expect, it } from 'vitest';
import { createPose, quatFromRotationDeg, vec3 } from '../../../core/math.ts';
import { pictureOf } from '../../../core/stage/camera-picture.ts';
import { createLensState, type LensState } from '../../../core/tracking/lens.ts';

const lensWith = (changes: Partial<LensState>): LensState => ({ ...createLensState(), ...changes });
const plain = lensWith({ focalLengthMm: 25, sensorWidthMm: 20, sensorHeightMm: 10 });

describe('where a stage point falls in a camera’s picture', () => {
  it('is the middle straight ahead, and the edge at half the sensor over the focal length', () => {
    const pupil = createPose();
    expect(pictureOf(plain, pupil, [0, 0, -5])).toEqual({ x: 0.5, y: 0.5 });
    // 10 mm beside the axis at 25 mm is 2 m at 5 m; 5 mm above it is 1 m.
    const corner = pictureOf(plain, pupil, [2, 1, -5]);
    expect(corner?.x).toBeCloseTo(1, 12);
    expect(corner?.y).toBeCloseTo(0, 12);
  });

  it('goes with the camera: panned left by 90° it looks along −x', () => {
    const pupil = createPose();
    vec3.set(pupil.position, 1, 2, 3);
    quatFromRotationDeg(pupil.orientation, [0, 90, 0]);
    const seen = pictureOf(plain, pupil, [-4, 2, 2]);
    // 5 m ahead, 1 m to the right: 5 mm of 20.
    expect(seen?.x).toBeCloseTo(0.75, 12);
    expect(seen?.y).toBeCloseTo(0.5, 12);
  });

  it('is squeezed by an anamorphic, shifted with the sensor, and not grown by overscan', () => {
    const pupil = createPose();
    const wide = lensWith({ ...plain, squeeze: 2, distortionOverscan: 1.3 });
    expect(pictureOf(wide, pupil, [2, 0, -5])?.x).toBeCloseTo(0.75, 12);
    // An axis 5 mm right of the sensor's centre is a quarter of the picture right of its middle.
    const shifted = lensWith({ ...plain, projectionOffsetXMm: 5 });
    expect(pictureOf(shifted, pupil, [0, 0, -5])?.x).toBeCloseTo(0.75, 12);
  });

  it('is nowhere behind the camera', () => {
    expect(pictureOf(plain, createPose(), [0, 0, 1])).toBeUndefined();
  });
});
