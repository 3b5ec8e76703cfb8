import { quat, quatFromRotationDeg, rotationDegFromQuat, vec3 } from '../math.ts';
import { createSightLine, type Sight, sightLine } from './aim-model.ts';
import type { AimState } from './aim-state.ts';

const line = createSightLine();

/**
 * The state with its camera rolled on the mount so that it was level on average over all aims. Centred
 * marks say nothing about roll: a turn of the camera about its own optical axis moves no line of sight.
 */
export function levelledRoll(sights: readonly Sight[], state: AimState): AimState {
  let [right, up] = [0, 0];
  for (const sight of sights) {
    sightLine(line, state, sight);
    right += vec3.transformQuat(vec3.create(), [1, 0, 0], line.orientation)[1];
    up += vec3.transformQuat(vec3.create(), [0, 1, 0], line.orientation)[1];
  }
  return rolled(state, Math.atan2(-right, up));
}

/** The state with the roll of the entered mount: from there to its direction by pan and tilt alone. */
export function enteredRoll(state: AimState, entered: AimState): AimState {
  const before = entered.bodyFromPupil.orientation;
  const change = quat.conjugate(quat.create(), before);
  quat.multiply(change, change, state.bodyFromPupil.orientation);
  const [tilt, pan] = rotationDegFromQuat(quat.normalize(change, change));
  quatFromRotationDeg(change, [tilt, pan, 0]);
  const orientation = quat.multiply(change, before, change);
  return { ...state, bodyFromPupil: { position: state.bodyFromPupil.position, orientation } };
}

/** Angle between the camera's directions on its mount, radians. */
export const turnedBy = (a: AimState, b: AimState): number => vec3.angle(forward(a), forward(b));

const forward = ({ bodyFromPupil }: AimState): vec3 =>
  vec3.transformQuat(vec3.create(), [0, 0, -1], bodyFromPupil.orientation);

function rolled(state: AimState, angle: number): AimState {
  const { position, orientation } = state.bodyFromPupil;
  const turned = quat.multiply(
    quat.create(),
    orientation,
    quat.setAxisAngle(quat.create(), [0, 0, 1], angle),
  );
  return { ...state, bodyFromPupil: { position, orientation: turned } };
}
