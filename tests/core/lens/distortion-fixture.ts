import { readFileSync } from 'node:fs';
import {
  createDistortion,
  type DistortionModel,
  type LensDistortion,
  type RadialCoefficients,
} from '../../../core/lens/distortion.ts';

export interface DistortionCase {
  model: string;
  radial: RadialCoefficients;
  tangential: [number, number];
  distortionOffset: { x: number; y: number };
  projectionOffset: { x: number; y: number };
  sensorMm: [number, number];
  overscanProjectionMatrix: number;
  points: { distortedMm: [number, number]; undistortedMm: [number, number] }[];
}

const fixtures = new URL('../../fixtures/lens/', import.meta.url);
export const fixtureText = (name: string): string => readFileSync(new URL(name, fixtures), 'utf8');

export const distortionCases: DistortionCase[] = JSON.parse(fixtureText('distortion_models.json'));

export const caseDistortion = (
  { radial, tangential, distortionOffset, projectionOffset }: DistortionCase,
  model: DistortionModel,
): LensDistortion => ({
  model,
  radial: [...radial],
  tangential: [...tangential],
  distortionOffsetMm: [distortionOffset.x, distortionOffset.y],
  projectionOffsetMm: [projectionOffset.x, projectionOffset.y],
});

/** A distortion with what a test is about. */
export const distortionWith = (part: Partial<LensDistortion>): LensDistortion => ({
  ...createDistortion(),
  model: 'brown-conrady-d-u',
  ...part,
});

/** Brown-Conrady written from the textbook, by angle and radius for its radial part. */
export function textbookBend(
  { radial: [k1, k2, k3, k4, k5, k6], tangential: [p1, p2] }: LensDistortion,
  x: number,
  y: number,
): [number, number] {
  const r = Math.hypot(x, y);
  const angle = Math.atan2(y, x);
  const top = 1 + k1 * r ** 2 + k3 * r ** 4 + k5 * r ** 6;
  const stretched = (r * top) / (1 + k2 * r ** 2 + k4 * r ** 4 + k6 * r ** 6);
  return [
    stretched * Math.cos(angle) + 2 * p1 * x * y + p2 * (3 * x ** 2 + y ** 2),
    stretched * Math.sin(angle) + 2 * p2 * x * y + p1 * (x ** 2 + 3 * y ** 2),
  ];
}
