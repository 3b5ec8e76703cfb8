import { z } from 'zod';
import type { Triple } from '../../core/math.ts';
import { type VelocityAxis, velocityAxes } from './reading.ts';

const triple = z.tuple([z.number(), z.number(), z.number()]);

/**
 * How a hand moves the camera.
 * - `metresPerSecond`, `degreesPerSecond`: speed at full deflection.
 * - `deadZone`: deflection that counts as none; `exponent`: 1 is a straight response, more is finer
 *   around the centre.
 * - `moves`: along the camera's own heading, or along the stage's axes; up is always up.
 * - `minY`, `bounds`: the floor and a box that the camera does not leave, metres in the stage.
 * - `lockRoll`: the horizon stays level.
 * - `invert`: axes whose sense is turned round.
 * - `silenceMs`: without a report for so long, the hand counts as off: a release can get lost.
 * - `start`: where the camera stands first, and after `home`, a control such as `button/2`.
 */
export const driveShape = {
  metresPerSecond: z.number().positive().max(20).default(1),
  degreesPerSecond: z.number().positive().max(360).default(45),
  deadZone: z.number().min(0).max(0.9).default(0.05),
  exponent: z.number().min(0.2).max(5).default(2),
  moves: z.enum(['camera', 'stage']).default('camera'),
  minY: z.number().default(0.1),
  bounds: z.object({ min: triple, max: triple }).optional(),
  lockRoll: z.boolean().default(true),
  invert: z.array(z.enum(velocityAxes)).max(6).default([]),
  silenceMs: z.number().min(20).max(60_000).default(250),
  start: z
    .object({ position: triple.default([0, 1.6, 1]), rotationDeg: triple.default([0, 0, 0]) })
    .prefault({}),
};

export interface DriveSettings {
  metresPerSecond: number;
  degreesPerSecond: number;
  deadZone: number;
  exponent: number;
  moves: 'camera' | 'stage';
  minY: number;
  bounds?: { min: Triple; max: Triple } | undefined;
  lockRoll: boolean;
  invert: VelocityAxis[];
  silenceMs: number;
  start: { position: Triple; rotationDeg: Triple };
}
