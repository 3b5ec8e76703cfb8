import type { Aim, AimedCamera } from '../../../core/registration/aim-inputs.ts';
import type { AimingOptions } from '../../../core/registration/aim-solution.ts';
import type { Wall } from '../../../core/show/stage-schema.ts';
import type { SolvedAiming } from './aim-findings.ts';

/** Everything that a solution follows from. */
export interface AimingQuestion {
  aims: readonly Aim[];
  /** Of the rows that the aims are from. */
  ids: readonly number[];
  walls: readonly Wall[];
  camera: AimedCamera;
  options: AimingOptions;
}

/** To and from the worker; the newest number counts. */
export interface AskedAiming {
  number: number;
  question: AimingQuestion;
}

export interface AnsweredAiming {
  number: number;
  solved: SolvedAiming;
}
