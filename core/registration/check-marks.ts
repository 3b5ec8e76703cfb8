import { createPose, type Pose, quat, type Triple, vec3 } from '../math.ts';
import { type PicturePlace, pictureOf } from '../stage/camera-picture.ts';
import type { WallGeometry } from '../stage/wall-geometry.ts';
import type { LensState } from '../tracking/lens.ts';
import { aimTarget } from './aim-target.ts';
import {
  type Appearance,
  appearanceOf,
  type ExpectedMotion,
  expectedMotion,
} from './check-card.ts';

/** What is checked: a card on a wall, a far mark that it covers, and a camera that moves past them. */
export interface CheckQuestion {
  wall: WallGeometry;
  /** The card's place, continuous wall pixels. */
  at: { x: number; y: number };
  /** How far the far mark is behind the card on the first line of sight, metres. */
  behindM: number;
  /** The entrance pupil in the stage before and after the move. */
  from: Readonly<Pose>;
  to: Readonly<Pose>;
  lens: Readonly<LensState>;
}

/** Where a mark is seen from one place of the camera; `undefined` where it is not. */
export interface Sight {
  onWall: Appearance | undefined;
  inPicture: PicturePlace | undefined;
}

export interface CheckMark {
  /** Stage space, metres. */
  point: Triple;
  before: Sight;
  after: Sight;
  /** What must be seen on the wall between the two; `undefined` where it leaves the wall. */
  motion: ExpectedMotion | undefined;
}

/** A camera that touches the card sees nothing behind it. */
const nearM = 1e-3;

/**
 * What a card on the wall and a far mark must do that is behind it as the camera sees them first: on the
 * wall the card stands and the far mark goes along; in the picture, for a truck, the card goes the other
 * way by truck over distance focal lengths and the far mark hardly at all. `undefined` off the wall.
 */
export function checkMarks(
  question: CheckQuestion,
): { card: CheckMark; far: CheckMark } | undefined {
  const { wall, at, behindM } = question;
  const target = aimTarget(wall, at.x, at.y);
  if (!target) return undefined;
  const sight = vec3.subtract(vec3.create(), target.point, question.from.position);
  const way = behindM / Math.max(vec3.length(sight), nearM);
  const far = vec3.scaleAndAdd(vec3.create(), target.point, sight, way);
  return { card: markAt(question, target.point), far: markAt(question, far) };
}

function markAt({ wall, from, to, lens }: CheckQuestion, at: vec3): CheckMark {
  const point: Triple = [at[0], at[1], at[2]];
  const sight = (pupil: Readonly<Pose>): Sight => ({
    onWall: appearanceOf(wall, pupil.position, point),
    inPicture: pictureOf(lens, pupil, point),
  });
  const motion = expectedMotion(wall, from.position, to.position, point);
  return { point, before: sight(from), after: sight(to), motion };
}

/** The pose after a truck: metres along the camera's own right, its direction unchanged. */
export function trucked({ position, orientation }: Readonly<Pose>, meters: number): Pose {
  const right = vec3.transformQuat(vec3.create(), [1, 0, 0], orientation);
  const out = createPose();
  vec3.scaleAndAdd(out.position, position, right, meters);
  quat.copy(out.orientation, orientation);
  return out;
}

/** How far a camera has come: metres to its first place's right, up and ahead. */
export function movedBy(from: Readonly<Pose>, to: Readonly<Pose>): Triple {
  const way = vec3.subtract(vec3.create(), to.position, from.position);
  vec3.transformQuat(way, way, quat.conjugate(quat.create(), from.orientation));
  return [way[0], way[1], -way[2]];
}
