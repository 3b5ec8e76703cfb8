import { type Pose, quat, vec3 } from '../../../core/math.ts';
import type { Aim, AimedCamera } from '../../../core/registration/aim-inputs.ts';
import type { AxisMap } from '../../../core/registration/axis-map.ts';
import type { Camera, PoseIs } from '../../../core/show/camera-schema.ts';
import { halfTangents, viewCentre } from '../../../core/stage/inner-frustum.ts';
import type { WallMark } from '../../../core/stage/wall-marks.ts';
import type { LensState } from '../../../core/tracking/lens.ts';
import { poseAxes, readInHouseAxes } from '../../../core/tracking/pose-axes.ts';
import type { CameraStatusReport, PlainPose } from '../../../core/wire/status.ts';

/** One captured aim. */
export interface AimRow {
  id: number;
  mark: WallMark;
  /** The camera stood level by its bubble. */
  isLevel: boolean;
  /** Tracker space. */
  tracker: PlainPose;
  /** The lens at that moment. */
  lens: LensState;
}

/** What the samples of a camera are, by the steps that were applied to the newest. */
export function poseIsOf(chain: CameraStatusReport['chain']): PoseIs {
  const isApplied = (name: string) => chain.some(({ step, applied }) => step === name && applied);
  if (isApplied('mount')) return 'tracker';
  return isApplied('pupil') ? 'sensor' : 'pupil';
}

/** A pose that was reported by one order of axes, as it is by another. */
export function rereadPlain(plain: PlainPose, map: AxisMap): PlainPose {
  const pose = poseOf(plain);
  readInHouseAxes(pose, poseAxes(map));
  const { position: p, orientation: q } = pose;
  return { position: [p[0], p[1], p[2]], orientation: [q[0], q[1], q[2], q[3]] };
}

/** The camera as it stands in the show, with the lens of the newest aim. */
export function aimedCamera(
  { registration, mount }: Pick<Camera, 'registration' | 'mount'>,
  poseIs: PoseIs,
  lens: LensState,
): AimedCamera {
  const { entrancePupilMm } = lens;
  const tangents = halfTangents({ x: 0, y: 0 }, lens);
  return { poseIs, registration, mount, entrancePupilMm, halfTangents: tangents };
}

/**
 * The rows for the solver. Where the sensor is shifted the middle of the picture, at which the mark was
 * held, lies beside the optical axis.
 */
export const aimsOf = (rows: readonly AimRow[], { halfTangents: half }: AimedCamera): Aim[] =>
  rows.map(({ mark, isLevel, tracker, lens }) => {
    const { x, y } = viewCentre({ x: 0, y: 0 }, lens);
    const { wall, x: markX, y: markY } = mark;
    return {
      tracker: poseOf(tracker),
      mark: { wall, x: markX, y: markY },
      at: [x / half.x, y / half.y],
      isLevel,
    };
  });

const poseOf = ({ position, orientation }: PlainPose): Pose => ({
  position: vec3.clone(position),
  orientation: quat.clone(orientation),
});

/**
 * The mark to aim at next: on the wall aimed at last, of those aimed at least often the one furthest
 * from the last. `undefined` where no wall has marks.
 */
export function nextMark(
  marks: readonly WallMark[],
  rows: readonly AimRow[],
): WallMark | undefined {
  const last = rows.at(-1)?.mark;
  const sameWall = marks.filter(({ wall }) => wall === (last?.wall ?? marks[0]?.wall));
  const uses = ({ number }: WallMark) => rows.filter(({ mark }) => mark.number === number).length;
  const fewest = Math.min(...sameWall.map(uses));
  const away = ({ x, y }: WallMark) => (last ? Math.hypot(x - last.x, y - last.y) : 0);
  return sameWall
    .filter((mark) => uses(mark) === fewest)
    .reduce<WallMark | undefined>((a, b) => (a && away(a) >= away(b) ? a : b), undefined);
}

export interface AimProgress {
  aims: number;
  aimsWanted: number;
  places: number;
  placesWanted: number;
}

/** Nearer than this the tracker has not been moved to another place, metres. */
const samePlaceM = 0.5;

/** How many aims from how many places there are, and how many it takes. */
export function aimProgress(rows: readonly AimRow[], poseIs: PoseIs): AimProgress {
  const places: PlainPose[] = [];
  for (const { tracker } of rows) {
    const isNew = places.every((p) => vec3.distance(p.position, tracker.position) > samePlaceM);
    if (isNew) places.push(tracker);
  }
  const aimsWanted = poseIs === 'tracker' ? 6 : 4;
  return { aims: rows.length, aimsWanted, places: places.length, placesWanted: 3 };
}
