import { type quat, radFromDeg, vec3 } from '../math.ts';
import type { Problem } from '../result.ts';
import {
  type AxisMap,
  axisMapInWords,
  axisMaps,
  axisMapText,
  changes,
  composeAxes,
  houseAxes,
  isMirror,
  mapPoint,
} from './axis-map.ts';
import { fitPoints, type PointFit, type PointPair } from './point-fit.ts';
import { type PointOptions, refusal } from './point-pairs.ts';
import {
  lengthInWords,
  poseFromPlaced,
  type Registration,
  registrationFromPose,
} from './registration.ts';

/** Axes of the tracker that are not as they are taken, and the registration once they are read otherwise. */
export interface AxisFault {
  /** What the source's `axes` should be. */
  axes: AxisMap;
  registration: Registration;
  rmsDirectM: number;
  rmsM: number;
  message: string;
}

export interface AxisOptions extends PointOptions {
  /** The map that the points have been through already: the source's `axes` now. */
  present?: AxisMap;
}

/** A direct fit that misses by less is no sign of wrong axes … */
const badFitM = 0.02;
/** … nor is one that other axes do not make this many times better. */
const clearlyBetter = 5;
const uprightCosine = Math.cos(radFromDeg(30));

/**
 * Recognises a tracker whose points are mirrored by a wrong sign or order of its axes: the direct fit
 * misses by more than 20 mm RMS and one of the 48 signed orders fits five times better. An order that
 * only turns space (24 of the 48) is part of any registration and no fault. Of those that fit alike
 * the one is proposed that keeps the tracker's up in the stage, changes the fewest axes, and leaves the
 * smallest turn. Points in one plane look alike in a mirror: then there is no answer, but see
 * `tippedTracker`.
 */
export function findAxisFault(
  pairs: readonly PointPair[],
  { withScale = false, present = houseAxes }: AxisOptions = {},
): AxisFault | undefined {
  if (refusal(pairs)) return undefined;
  const rms = ({ squares }: PointFit) => Math.sqrt(squares / pairs.length);
  const rmsDirectM = rms(fitPoints(pairs, withScale));
  if (rmsDirectM < badFitM) return undefined;
  const fits = axisMaps.filter(isMirror).map((map) => {
    const mapped = pairs.map(({ tracker, stage }) => ({ tracker: mapPoint(map, tracker), stage }));
    return { axes: composeAxes(map, present), fit: fitPoints(mapped, withScale) };
  });
  const best = fits.reduce((a, b) => (rank(b) < rank(a) ? b : a));
  const rmsM = rms(best.fit);
  if (rmsDirectM < clearlyBetter * rmsM) return undefined;
  const { axes, fit } = best;
  return {
    axes,
    registration: registrationFromPose(fit.pose, fit.scale),
    rmsDirectM,
    rmsM,
    message: `${axisMapInWords(axes)}: read as (${axisMapText(axes)}) the points fit to ${lengthInWords(rmsM)} instead of ${lengthInWords(rmsDirectM)}. Use that here, or set it at the tracker and measure again.`,
  };
}

/** All mirrors fit alike; lower is the plainer explanation. */
function rank({ axes, fit }: { axes: AxisMap; fit: PointFit }): number {
  const { orientation } = fit.pose;
  const tipped = trackerUp(orientation)[1] < uprightCosine ? 100 : 0;
  const turn = 2 * Math.acos(Math.min(1, Math.abs(orientation[3])));
  return tipped + 10 * changes(axes) + turn;
}

const trackerUp = (orientation: quat): vec3 =>
  vec3.transformQuat(vec3.create(), [0, 1, 0], orientation);

/**
 * Says when a registration puts the tracker's up (+Y after its driver) more than 30° from the stage's:
 * a tracker that really hangs so, or axes in another order, or points in one plane that were mirrored.
 */
export function tippedTracker(registration: Readonly<Registration>): Problem | undefined {
  const up = trackerUp(poseFromPlaced({ ...registration }).orientation)[1];
  if (up >= uprightCosine) return undefined;
  const where = up < -uprightCosine ? 'down' : 'to the side';
  return {
    path: '/registration/rotationDeg',
    code: 'tipped-tracker',
    message: `The tracker's up points ${where} in the stage. Unless the tracker is mounted so, its axes are mirrored or in another order: measure one more point at least 1 m above the others.`,
  };
}
