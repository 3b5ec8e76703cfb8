import type { RadialCoefficients } from './distortion.ts';

/** OpenCV's pinhole coefficients, of normalised coordinates x = X/Z: its model leads from undistorted to distorted. */
export interface OpenCvCoefficients {
  k1: number;
  k2: number;
  k3: number;
  /** Denominator, 0 in the plain model. */
  k4: number;
  k5: number;
  k6: number;
  p1: number;
  p2: number;
}

export interface BrownConrady {
  radial: RadialCoefficients;
  tangential: [number, number];
}

/**
 * The same distortion in mm on the sensor, model `brown-conrady-u-d`. With ε = F·x, a term of rⁿ
 * scales by Fⁿ: l1, l3, l5 = k1/F², k2/F⁴, k3/F⁶ and l2, l4, l6 = k4/F², k5/F⁴, k6/F⁶ (SMPTE's note
 * on OpenCV, 2025-09-02). Tangential terms have the dimension of x²: q = p/F. The note prints p/F²,
 * which substituting ε = F·x refutes.
 */
export function brownConradyFromOpenCv(
  { k1, k2, k3, k4, k5, k6, p1, p2 }: Readonly<OpenCvCoefficients>,
  focalLengthMm: number,
): BrownConrady {
  const f2 = focalLengthMm ** 2;
  const f4 = f2 ** 2;
  const f6 = f2 ** 3;
  return {
    radial: [k1 / f2, k4 / f2, k2 / f4, k5 / f4, k3 / f6, k6 / f6],
    tangential: [p1 / focalLengthMm, p2 / focalLengthMm],
  };
}
