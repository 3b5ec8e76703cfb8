import { radFromDeg } from '../math.ts';
import { done, fault, type Result } from '../result.ts';
import type { WallGeometry } from '../stage/wall-geometry.ts';
import {
  conditionOf,
  deviationsOf,
  expectedPx,
  foretelling,
  normalMatrix,
  type SolvedAims,
} from './aim-information.ts';
import { type Aim, type AimedCamera, enteredState, mountPose, sightsOf } from './aim-inputs.ts';
import {
  createSightLine,
  distanceAhead,
  middleOfPlaces,
  type Prior,
  type Sight,
  sightLine,
} from './aim-model.ts';
import { enteredRoll, levelledRoll, turnedBy } from './aim-roll.ts';
import type { AimingOptions, AimingSolution, AimResidual, Determined } from './aim-solution.ts';
import { type AimFit, type AimQuestion, solveFrom, solveSights } from './aim-solve.ts';
import type { AimState, AimUnknown } from './aim-state.ts';
import { suspectAim, suspectOfNone, suspectProblem } from './aim-suspect.ts';
import { missedBy } from './aim-target.ts';
import { aimWarnings } from './aim-warnings.ts';
import { wantedSights } from './foretold-sight.ts';
import { placedFromPose, registrationFromPose } from './registration.ts';

const registrationUnknowns: readonly AimUnknown[] = [
  'turnX',
  'turnY',
  'turnZ',
  'moveX',
  'moveY',
  'moveZ',
];
const mountUnknowns: readonly AimUnknown[] = ['tilt', 'pan', 'right', 'up'];
const scaleWithin = 0.05;
const focalWithin = 0.1;
/** A mount whose direction was entered this wrong says nothing about roll. */
const mostTurn = radFromDeg(30);

/**
 * Registration and mount from aims at marks of the wall. A centred aim says that the optical axis goes
 * through the mark: two equations. They determine the registration (6) and of the mount the axis as a
 * line in the tracked body (4); not its roll, nor where on the axis the pupil is, whatever the number
 * of aims, for neither moves the line. Aims at several places of the picture (`at`) determine these two
 * as well and, from two distances, the focal length; level aims determine roll. What stays open keeps
 * its entered value; the pupil's place on the axis is entered as the mount's, and the lens's entrance
 * pupil stays.
 * Levenberg–Marquardt from several starts (`aimStarts`), the mount held loosely to what was entered.
 */
export function solveAiming(
  aims: readonly Aim[],
  walls: readonly WallGeometry[],
  camera: AimedCamera,
  options: AimingOptions = {},
): Result<AimingSolution> {
  const parsed = sightsOf(aims, walls, camera);
  if (!parsed.ok) return parsed;
  const sights = parsed.value;
  const question = questionOf(sights, camera, options);
  const few = tooFew(sights, question);
  if (few) return few;
  const fit = solveSights(sights, question);
  if (!fit) return noFit(sights, question);
  return done(solutionOf(sights, question, fit, camera, options));
}

function questionOf(
  sights: readonly Sight[],
  camera: AimedCamera,
  { aimPx = 1, withScale, withFocal, mountWithinM = 0.3, mountWithinDeg = 10 }: AimingOptions,
): AimQuestion {
  const isMounted = camera.poseIs === 'tracker';
  const offCentre = !isOneLine(sights);
  const level = sights.some(({ isLevel }) => isLevel);
  const unknowns = [...registrationUnknowns];
  if (isMounted) unknowns.push(...mountUnknowns);
  if (isMounted && (offCentre || level)) unknowns.push('roll');
  if (isMounted && offCentre) unknowns.push('depth');
  if (withFocal && offCentre) unknowns.push('focal');
  if (withScale) unknowns.push('scale');
  const angle = radFromDeg(mountWithinDeg);
  const sigmas: Partial<Record<AimUnknown, number>> = {
    tilt: angle,
    pan: angle,
    roll: angle,
    right: mountWithinM,
    up: mountWithinM,
    depth: mountWithinM,
    focal: focalWithin,
    scale: scaleWithin,
  };
  const priors = unknowns.flatMap((unknown): Prior[] => {
    const sigma = sigmas[unknown];
    return sigma === undefined ? [] : [{ unknown, sigma }];
  });
  return { entered: enteredState(camera), unknowns, priors, aimPx };
}

/** All marks were held at one place of the picture: the centre, or beside it where the sensor is shifted. */
function isOneLine(sights: readonly Sight[]): boolean {
  const [first] = sights;
  return sights.every((s) => s.tangentX === first?.tangentX && s.tangentY === first?.tangentY);
}

function noFit(sights: readonly Sight[], question: AimQuestion) {
  const suspect = suspectOfNone(sights, question);
  if (suspect !== undefined) return { ok: false as const, fault: [suspectProblem(suspect)] };
  return fault(
    '/aims',
    'no-fit',
    "No placement of the tracker has all marks before the camera: check the marks' numbers, and the tracker's axes by measured points.",
  );
}

function tooFew(sights: readonly Sight[], { unknowns }: AimQuestion) {
  const needed = unknowns.includes('tilt') ? 6 : 4;
  if (sights.length >= needed) return undefined;
  return fault(
    '/aims',
    'too-few-aims',
    `${needed} aims are needed and there are ${sights.length}: aim at different marks from at least three places, a metre or more apart.`,
  );
}

function solutionOf(
  sights: readonly Sight[],
  question: AimQuestion,
  fit: AimFit,
  camera: AimedCamera,
  options: AimingOptions,
): AimingSolution {
  const { unknowns, priors } = question;
  const { state: turned, rollFrom } = withRoll(sights, question, fit, options.roll ?? 'entered');
  // A roll about the axis takes a line beside it along.
  const isOff = rollFrom !== 'aims' && !isCentred(sights);
  const state = isOff ? solveFrom(sights, question, turned).state : turned;
  const aimPx = noiseOf(sights, question, fit);
  const pivot = middleOfPlaces(sights, state);
  const solved: SolvedAims = { sights, frame: { from: state, unknowns, priors, aimPx, pivot } };
  const foretold = foretelling(solved.frame, wantedSights(sights, state));
  const residuals = sights.map((sight) => residualOf(state, sight));
  const squares = residuals.reduce((sum, { distancePx }) => sum + distancePx ** 2, 0);
  const summary = {
    residuals,
    rmsPx: Math.sqrt(squares / residuals.length),
    determined: determinedOf(solved),
    condition: conditionOf(solved, foretold),
    expectedPx: expectedPx(solved.frame, normalMatrix(solved, true), foretold),
    suspect: suspectAim(sights, question, fit),
  };
  const mount = placedFromPose(mountPose(state, camera.entrancePupilMm));
  return {
    registration: registrationFromPose(state.registration, state.scale),
    mount: camera.poseIs === 'tracker' ? mount : { ...camera.mount },
    focalFactor: state.focalFactor,
    rollFrom,
    ...summary,
    warnings: aimWarnings(summary, solved, foretold),
  };
}

const isCentred = (sights: readonly Sight[]): boolean =>
  sights.every(({ tangentX, tangentY }) => tangentX === 0 && tangentY === 0);

function withRoll(
  sights: readonly Sight[],
  { entered, unknowns }: AimQuestion,
  { state }: AimFit,
  wish: 'entered' | 'levelled',
): { state: AimState; rollFrom: AimingSolution['rollFrom'] } {
  if (unknowns.includes('roll')) return { state, rollFrom: 'aims' };
  if (!unknowns.includes('tilt')) return { state, rollFrom: 'entered' };
  if (wish === 'levelled' || turnedBy(state, entered) > mostTurn) {
    return { state: levelledRoll(sights, state), rollFrom: 'levelled' };
  }
  return { state: enteredRoll(state, entered), rollFrom: 'entered' };
}

/** The stated noise, or what the residuals show where there are enough of them to tell and it is more. */
function noiseOf(sights: readonly Sight[], { unknowns, aimPx }: AimQuestion, fit: AimFit): number {
  const free = 2 * sights.length - unknowns.length;
  return free < 4 ? aimPx : Math.max(aimPx, Math.sqrt(fit.aimSquares / free));
}

function determinedOf(solved: SolvedAims): Determined[] {
  const { unknowns, priors } = solved.frame;
  const deviations = deviationsOf(solved);
  return unknowns.map((unknown, i) => {
    const deviation = deviations[i] ?? Number.POSITIVE_INFINITY;
    const sigma = priors.find((prior) => prior.unknown === unknown)?.sigma;
    const byAims = sigma === undefined ? Number.isFinite(deviation) : deviation < sigma / 3;
    return { unknown, deviation, byAims };
  });
}

function residualOf(state: AimState, sight: Sight): AimResidual {
  const line = sightLine(createSightLine(), state, sight);
  const [xPx, yPx] = missedBy(sight.target, line.pupil, line.direction) ?? [NaN, NaN];
  const distanceM = distanceAhead(line, sight);
  return { xPx, yPx, distancePx: Math.hypot(xPx, yPx), distanceM };
}
