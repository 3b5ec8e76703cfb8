import { createPose, type Pose, quat, vec3 } from '../math.ts';
import { done, fault, type Result } from '../result.ts';
import type { PoseIs } from '../show/camera-schema.ts';
import type { HalfTangents } from '../stage/inner-frustum.ts';
import type { WallGeometry } from '../stage/wall-geometry.ts';
import type { Sight } from './aim-model.ts';
import type { AimState } from './aim-state.ts';
import { type AimTarget, aimTarget } from './aim-target.ts';
import { type Mount, poseFromPlaced, type Registration } from './registration.ts';

/** One aim: a mark of a wall held at a place in the camera's picture, and the tracker's pose meanwhile. */
export interface Aim {
  /** The raw sample: tracker space, metres, house axes; no registration, mount or pupil. */
  tracker: Readonly<Pose>;
  /** Continuous wall pixels. */
  mark: { wall: string; x: number; y: number };
  /**
   * Where in the picture the mark is: [−1, 0] the middle of the left edge, [1, 0] of the right, [0, 1] of
   * the top. Absent: the centre. Two records of one pose, a centred and an off-centre one, are two aims.
   */
  at?: readonly [number, number];
  /** The camera was level from side to side, by a bubble good to 0.1°. */
  isLevel?: boolean;
}

/** A camera as it stands in the show, to start from and to keep what the aims do not tell. */
export interface AimedCamera {
  poseIs: PoseIs;
  registration: Readonly<Registration>;
  mount: Readonly<Mount>;
  entrancePupilMm: number;
  /** Of the lens as it was while aiming, without overscan. */
  halfTangents: Readonly<HalfTangents>;
}

/** The camera's chain as aims see it: a `sensor` pose has no mount, a `pupil` pose no offset either. */
export function enteredState(camera: AimedCamera): AimState {
  const { poseIs, registration, mount, entrancePupilMm } = camera;
  const bodyFromPupil = poseIs === 'tracker' ? poseFromPlaced(mount) : createPose();
  if (poseIs !== 'pupil') movePupil(bodyFromPupil, -entrancePupilMm / 1000);
  return {
    registration: poseFromPlaced(registration),
    scale: registration.scale,
    bodyFromPupil,
    focalFactor: 1,
  };
}

/** The mount whose pupil stands where the state has it: the inverse of `enteredState`. */
export function mountPose(state: AimState, entrancePupilMm: number): Pose {
  const { position, orientation } = state.bodyFromPupil;
  const mount = { position: vec3.clone(position), orientation: quat.clone(orientation) };
  movePupil(mount, entrancePupilMm / 1000);
  return mount;
}

function movePupil(pose: Pose, back: number): void {
  const offset = vec3.transformQuat(vec3.create(), [0, 0, back], pose.orientation);
  vec3.add(pose.position, pose.position, offset);
}

/** The aims ready for solving; refuses numbers that are not finite, unknown walls, meshes and marks off them. */
export function sightsOf(
  aims: readonly Aim[],
  walls: readonly WallGeometry[],
  { halfTangents }: Pick<AimedCamera, 'halfTangents'>,
): Result<Sight[]> {
  const targets = new Map<string, AimTarget>();
  const sights: Sight[] = [];
  for (const [i, aim] of aims.entries()) {
    const { tracker, mark, at = [0, 0], isLevel = false } = aim;
    const numbers = [...tracker.position, ...tracker.orientation, mark.x, mark.y, ...at];
    if (!numbers.every(Number.isFinite) || !(quat.length(tracker.orientation) > 0.5)) {
      return fault(`/aims/${i}`, 'not-finite', `Aim ${i + 1} has no pose: take it again.`);
    }
    const key = `${mark.wall} ${mark.x} ${mark.y}`;
    const wall = walls.find(({ id }) => id === mark.wall);
    const target = targets.get(key) ?? (wall && aimTarget(wall, mark.x, mark.y));
    if (!target) return fault(`/aims/${i}/mark`, 'no-mark', noMark(i, mark.wall, wall));
    targets.set(key, target);
    const orientation = quat.normalize(quat.create(), tracker.orientation);
    sights.push({
      tracker: { position: vec3.clone(tracker.position), orientation },
      target,
      tangentX: at[0] * halfTangents.x,
      tangentY: at[1] * halfTangents.y,
      isLevel,
    });
  }
  return done(sights);
}

function noMark(index: number, id: string, wall: WallGeometry | undefined): string {
  if (!wall) return `Aim ${index + 1} is at wall "${id}", which the stage does not have.`;
  if (wall.surface.kind === 'mesh') {
    return `Aim ${index + 1} is at wall "${id}", a mesh: aim at flat and arc walls.`;
  }
  return `The mark of aim ${index + 1} is not on wall "${id}": choose another mark.`;
}
