import { type mat3, type Pose, quat, type Triple, vec3 } from '../math.ts';
import { done, fault, type Problem, type Result } from '../result.ts';
import { lengthInWords, type Registration, registrationFromPose } from './registration.ts';

/** Three marks on the stage floor as the tracker measures them, metres in its own house axes. */
export interface FloorSurvey {
  /** Where the stage's origin is. */
  origin: Readonly<Triple>;
  /** On the floor from the origin straight towards the main wall: −Z. */
  towardsWall: Readonly<Triple>;
  /** Anywhere on the floor to the right of that line, as one faces the wall. */
  right: Readonly<Triple>;
}

export interface FloorOptions {
  /** Stage coordinates of the mark that stands for the origin, metres. */
  originAt?: Readonly<Triple>;
  scale?: number;
}

export interface FloorRegistration {
  registration: Registration;
  /** From the origin towards the wall, and from that line to the third mark; stage metres. */
  forwardM: number;
  rightM: number;
  warnings: Problem[];
}

/** Nearer than this a mark's own error turns the stage by more than a tenth of a degree per millimetre. */
const leastM = 0.5;
const goodM = 2;

/**
 * Registration from a floor survey: −Z runs from the origin through the second mark, +X lies in the
 * plane of the three on the third one's side, and +Y = Z × X is up. Refuses marks that are not
 * finite, less than 0.5 m apart, or less than 0.5 m off one line.
 */
export function registerFloor(
  { origin, towardsWall, right }: FloorSurvey,
  { originAt = [0, 0, 0], scale = 1 }: FloorOptions = {},
): Result<FloorRegistration> {
  for (const [name, point] of Object.entries({ origin, towardsWall, right })) {
    if (point.every(Number.isFinite)) continue;
    return fault(`/${name}`, 'not-finite', 'This mark has no position: measure it again.');
  }
  const back = vec3.subtract(vec3.create(), origin, towardsWall);
  const aside = vec3.subtract(vec3.create(), right, origin);
  const forwardM = vec3.length(back) * scale;
  if (!(forwardM >= leastM)) return tooNear('/towardsWall', 'from the origin', forwardM);
  vec3.normalize(back, back);
  vec3.scaleAndAdd(aside, aside, back, -vec3.dot(aside, back));
  const rightM = vec3.length(aside) * scale;
  if (!(rightM >= leastM)) return tooNear('/right', 'from the line towards the wall', rightM);
  vec3.normalize(aside, aside);
  const pose = stageFromTracker(aside, back, origin, scale);
  vec3.add(pose.position, pose.position, originAt);
  const warnings = warningsAbout(pose, forwardM, rightM);
  return done({ registration: registrationFromPose(pose, scale), forwardM, rightM, warnings });
}

const tooNear = (path: string, from: string, meters: number) =>
  fault(
    path,
    'too-near',
    `This mark is ${lengthInWords(meters)} ${from}; at least ${lengthInWords(leastM)} is needed, better ${lengthInWords(goodM)}: measure one further away.`,
  );

/** Rows of the rotation are the stage's axes in tracker space; the origin goes to zero. */
function stageFromTracker(x: vec3, z: vec3, origin: Readonly<Triple>, scale: number): Pose {
  const y = vec3.cross(vec3.create(), z, x);
  const columns: mat3 = [x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]];
  const orientation = quat.normalize(quat.create(), quat.fromMat3(quat.create(), columns));
  const position = vec3.scale(vec3.create(), origin, -scale);
  vec3.transformQuat(position, position, orientation);
  return { position, orientation };
}

function warningsAbout({ orientation }: Pose, forwardM: number, rightM: number): Problem[] {
  const warnings: Problem[] = [];
  const up = vec3.transformQuat(vec3.create(), [0, 1, 0], orientation)[1];
  if (up < 0) {
    warnings.push({
      path: '/right',
      code: 'upside-down',
      message:
        "The tracker's up points down in the stage: the third mark is left of the line towards the wall, or the tracker's axes are mirrored. Measure a third mark to the right, facing the wall.",
    });
  }
  if (Math.min(forwardM, rightM) < goodM) {
    warnings.push({
      path: forwardM < rightM ? '/towardsWall' : '/right',
      code: 'near',
      message: `The marks are ${lengthInWords(Math.min(forwardM, rightM))} apart: ${lengthInWords(goodM)} or more makes the registration steadier.`,
    });
  }
  return warnings;
}
