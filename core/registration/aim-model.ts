import { createPose, type Pose, quat, radFromDeg, vec3 } from '../math.ts';
import {
  type AimState,
  type AimUnknown,
  aimUnknowns,
  createAimState,
  offsetAimState,
} from './aim-state.ts';
import type { AimTarget } from './aim-target.ts';
import type { ResidualModel } from './levenberg-marquardt.ts';

/** One aim, ready for solving. */
export interface Sight {
  /** The tracker's raw pose, metres, house axes. */
  tracker: Readonly<Pose>;
  target: AimTarget;
  /** Where in the picture the mark is, as tangents of the lens at its nominal focal length. */
  tangentX: number;
  tangentY: number;
  /** The camera's side-to-side axis was horizontal. */
  isLevel: boolean;
}

/** How far an unknown may be from where a solution starts: one standard deviation. */
export interface Prior {
  unknown: AimUnknown;
  sigma: number;
}

/** Around what, and in which unknowns, aims are solved or judged. */
export interface AimFrame {
  from: AimState;
  unknowns: readonly AimUnknown[];
  priors: readonly Prior[];
  /** Standard deviation of one aim in one direction, wall pixels: what priors are weighed against. */
  aimPx: number;
  /** Stage point that turns and scale keep in its place. */
  pivot: vec3;
}

/** What a bubble on the camera is good for. */
const levelSigmaRad = radFromDeg(0.1);

/** A line of sight in stage space. */
export interface SightLine {
  pupil: vec3;
  /** Of unit length. */
  direction: vec3;
  /** The camera's axes. */
  orientation: quat;
}

export const createSightLine = (): SightLine => ({
  pupil: vec3.create(),
  direction: vec3.create(),
  orientation: quat.create(),
});

const body = createPose();
const away = vec3.create();
const side = vec3.create();

/**
 * The line that should go through an aim's mark: stageFromPupil = registration · sample · bodyFromPupil
 * (DESIGN section 2), and in it the direction of the mark's place in the picture. Allocates nothing.
 */
export function sightLine(out: SightLine, state: AimState, sight: Sight): SightLine {
  const { registration, bodyFromPupil, scale, focalFactor } = state;
  const { tracker, tangentX, tangentY } = sight;
  quat.multiply(body.orientation, registration.orientation, tracker.orientation);
  vec3.scale(out.pupil, tracker.position, scale);
  vec3.transformQuat(out.pupil, out.pupil, registration.orientation);
  vec3.add(out.pupil, out.pupil, registration.position);
  vec3.transformQuat(away, bodyFromPupil.position, body.orientation);
  vec3.add(out.pupil, out.pupil, away);
  quat.multiply(out.orientation, body.orientation, bodyFromPupil.orientation);
  vec3.set(out.direction, tangentX / focalFactor, tangentY / focalFactor, -1);
  vec3.normalize(out.direction, out.direction);
  vec3.transformQuat(out.direction, out.direction, out.orientation);
  return out;
}

/** How far along its line of sight a mark is, metres: negative behind the camera. */
export function distanceAhead(line: SightLine, { target }: Sight): number {
  return vec3.dot(vec3.subtract(away, target.point, line.pupil), line.direction);
}

/**
 * Residuals of aims in wall pixels, as functions of offsets of `unknowns` from `from`: per sight the
 * three components of the mark's distance from its line, square to the line (they know no nearest mark
 * behind the camera, no edge and no infinity, so a solver may start anywhere); per level sight its
 * roll; per prior its offset. The last two are weighted against an aim's noise of `aimPx` pixels.
 */
export function aimModel(sights: readonly Sight[], frame: AimFrame): ResidualModel {
  const { from, unknowns, priors, aimPx, pivot } = frame;
  const state = createAimState();
  const line = createSightLine();
  const offsets = new Float64Array(aimUnknowns.length);
  const places = unknowns.map((unknown) => aimUnknowns.indexOf(unknown));
  const held = priors
    .map(({ unknown, sigma }) => ({ at: unknowns.indexOf(unknown), sigma }))
    .filter(({ at }) => at >= 0);
  return {
    parameters: unknowns.length,
    residuals: dataRows(sights) + held.length,
    evaluate(out, x) {
      for (let i = 0; i < places.length; i++) offsets[places[i] ?? 0] = x[i] ?? 0;
      offsetAimState(state, from, offsets, pivot);
      let row = 0;
      for (const sight of sights) {
        sightLine(line, state, sight);
        putDistance(out, row, line, sight);
        row += 3;
        if (sight.isLevel) out[row++] = (rollOf(line) / levelSigmaRad) * aimPx;
      }
      for (const { at, sigma } of held) out[row++] = ((x[at] ?? 0) / sigma) * aimPx;
    },
  };
}

/** How many residuals come before those of the priors. */
export const dataRows = (sights: readonly Sight[]): number =>
  sights.reduce((rows, { isLevel }) => rows + (isLevel ? 4 : 3), 0);

/** The mean stage position of the tracked body. */
export function middleOfPlaces(sights: readonly Sight[], { registration, scale }: AimState): vec3 {
  const middle = vec3.create();
  for (const { tracker } of sights) vec3.add(middle, middle, tracker.position);
  vec3.scale(middle, middle, scale / Math.max(1, sights.length));
  vec3.transformQuat(middle, middle, registration.orientation);
  return vec3.add(middle, middle, registration.position);
}

function putDistance(out: Float64Array, row: number, line: SightLine, sight: Sight): void {
  const along = distanceAhead(line, sight);
  vec3.scaleAndAdd(away, away, line.direction, -along);
  out[row] = away[0] / sight.target.pitch;
  out[row + 1] = away[1] / sight.target.pitch;
  out[row + 2] = away[2] / sight.target.pitch;
}

/** Sine of the angle by which the camera's right leaves the horizontal. */
function rollOf({ orientation }: SightLine): number {
  vec3.set(side, 1, 0, 0);
  return vec3.transformQuat(side, side, orientation)[1];
}
