import type { Problem } from '../result.ts';
import type { AimUnknown } from './aim-state.ts';
import type { Mount, Registration } from './registration.ts';

/** What aims are good for and what is known apart from them. */
export interface AimingOptions {
  /** How well a mark is centred: standard deviation in one direction, wall pixels. */
  aimPx?: number;
  withScale?: boolean;
  /** Solve for the focal length, too; takes off-centre aims. */
  withFocal?: boolean;
  /** Where centred aims leave roll open: the entered mount's, or the camera was level on average. */
  roll?: 'entered' | 'levelled';
  /** How far the entered mount may be off: one standard deviation, metres and degrees. */
  mountWithinM?: number;
  mountWithinDeg?: number;
}

export interface AimResidual {
  /** From the mark to where the solved line of sight meets the wall, wall pixels; NaN where it never does. */
  xPx: number;
  yPx: number;
  distancePx: number;
  /** From the pupil to the mark. */
  distanceM: number;
}

/** How well one unknown came out, with the standard deviation of its value: metres, radians, factors. */
export interface Determined {
  unknown: AimUnknown;
  deviation: number;
  /** The aims told it; otherwise it is nearly as it was entered. */
  byAims: boolean;
}

export interface AimingSolution {
  registration: Registration;
  mount: Mount;
  /** Multiplies the lens's focal length; 1 unless asked for. */
  focalFactor: number;
  rollFrom: 'aims' | 'entered' | 'levelled';
  residuals: AimResidual[];
  /** Root mean square of their distances, wall pixels. */
  rmsPx: number;
  determined: Determined[];
  /** How many times further off aims within a metre land than those taken: see `conditionOf`. */
  condition: number;
  /** 95 % of further aims within a metre of the places will land within this of their marks, wall pixels. */
  expectedPx: number;
  /** Index of an aim that does not belong to the others. */
  suspect: number | undefined;
  warnings: Problem[];
}
