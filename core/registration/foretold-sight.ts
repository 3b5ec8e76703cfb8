import { quat, vec3 } from '../math.ts';
import { createSightLine, type Sight, sightLine } from './aim-model.ts';
import type { AimState } from './aim-state.ts';
import { type AimTarget, frontOf } from './aim-target.ts';

/** How far from the places aims are foretold, metres: to each side, to the wall and from it; up and down. */
const reachM = 1;
const reachUpM = 0.3;
const nearestM = 0.5;

/** The aim that would be taken with a level camera from a pupil's place at a mark, were the state true. */
export function foretoldSight(state: AimState, place: vec3, target: AimTarget): Sight {
  const { registration, bodyFromPupil, scale } = state;
  const pupilFromBody = quat.conjugate(quat.create(), bodyFromPupil.orientation);
  const stageFromBody = quat.multiply(quat.create(), lookingAt(place, target.point), pupilFromBody);
  const arm = vec3.transformQuat(vec3.create(), bodyFromPupil.position, stageFromBody);
  const trackerFromStage = quat.conjugate(quat.create(), registration.orientation);
  const position = vec3.subtract(vec3.create(), place, arm);
  vec3.subtract(position, position, registration.position);
  vec3.transformQuat(position, position, trackerFromStage);
  vec3.scale(position, position, 1 / scale);
  const orientation = quat.multiply(quat.create(), trackerFromStage, stageFromBody);
  const tracker = { position, orientation };
  return { tracker, target, tangentX: 0, tangentY: 0, isLevel: false };
}

/** Orientation of a level camera at a place that looks at a point. */
function lookingAt(place: vec3, point: vec3): quat {
  const sight = vec3.subtract(vec3.create(), point, place);
  const panRad = Math.atan2(-sight[0], -sight[2]);
  const tiltRad = Math.atan2(sight[1], Math.hypot(sight[0], sight[2]));
  const pan = quat.setAxisAngle(quat.create(), [0, 1, 0], panRad);
  const tilt = quat.setAxisAngle(quat.create(), [1, 0, 0], tiltRad);
  return quat.multiply(quat.create(), pan, tilt);
}

/** Where the pupil was in each aim, stage space. */
export function placesOf(sights: readonly Sight[], state: AimState): vec3[] {
  const line = createSightLine();
  return sights.map((sight) => vec3.clone(sightLine(line, state, sight).pupil));
}

/** Aims over the ground that a solution should be good for: from a metre around the middle of its places, at every mark used. */
export function wantedSights(sights: readonly Sight[], state: AimState): Sight[] {
  const around = placesAround(middleOf(placesOf(sights, state)), sights);
  const targets = [...new Set(sights.map(({ target }) => target))];
  return around.flatMap(({ place }) =>
    targets
      .filter((target) => isBefore(target, place))
      .map((target) => foretoldSight(state, place, target)),
  );
}

export function middleOf(places: readonly vec3[]): vec3 {
  const middle = vec3.create();
  for (const place of places) vec3.scaleAndAdd(middle, middle, place, 1 / places.length);
  return middle;
}

/** Places one step from another, with the words for where they are. */
export function placesAround(
  middle: vec3,
  sights: readonly Sight[],
): { place: vec3; words: string }[] {
  const aside = vec3.create();
  const front = vec3.create();
  for (const { target } of sights) {
    vec3.add(aside, aside, target.right);
    vec3.add(front, front, frontOf(target));
  }
  vec3.normalize(aside, aside);
  vec3.normalize(front, front);
  const step = (axis: vec3, meters: number, words: string) => ({
    place: vec3.scaleAndAdd(vec3.create(), middle, axis, meters),
    words,
  });
  return [
    step(aside, reachM, `at least ${reachM} m further to the right`),
    step(aside, -reachM, `at least ${reachM} m further to the left`),
    step(front, -reachM, `at least ${reachM} m nearer to the wall`),
    step(front, reachM, `at least ${reachM} m further from the wall`),
    step([0, 1, 0], reachUpM, `at least ${reachUpM} m higher up`),
    step([0, 1, 0], -reachUpM, `at least ${reachUpM} m lower down`),
  ];
}

/** Whether a mark can be aimed at from a place: from its front, half a metre away or more. */
export function isBefore(target: AimTarget, place: vec3): boolean {
  const away = vec3.subtract(vec3.create(), place, target.point);
  return vec3.dot(away, frontOf(target)) > nearestM;
}
