import { type mat3, type Pose, quat, type Triple, vec3 } from '../math.ts';
import { done, fault, type Problem, type Result } from '../result.ts';
import { heightOver, planeThrough } from './plane-fit.ts';
import { lengthInWords, type Registration, registrationFromPose } from './registration.ts';

/** Marks on the stage floor as the tracker measures them, metres in its own house axes. */
export interface FloorSurvey {
  /** Where the stage's origin is. */
  origin: Readonly<Triple>;
  /** On the floor from the origin straight towards the main wall: −Z. */
  towardsWall: Readonly<Triple>;
  /** Anywhere on the floor to the right of that line, as one faces the wall. */
  right: Readonly<Triple>;
  /** Further places anywhere on the floor: they level it. */
  more?: readonly Readonly<Triple>[];
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
  /** How far the marks are off one plane, RMS, stage metres; 0 with three. */
  offM: number;
  warnings: Problem[];
}

/** Nearer than this a mark's own error turns the stage by more than a tenth of a degree per millimetre. */
const leastM = 0.5;
const goodM = 2;
/** A studio floor is flatter than this. */
const flatM = 0.01;

/**
 * Registration from a floor survey: −Z runs from the origin towards the second mark, +X lies on the
 * third one's side, and +Y = Z × X is up, square to the plane of the marks: through all three, or with
 * more of them that of least squares.
 * Refuses marks that are not finite, less than 0.5 m apart, or less than 0.5 m off one line.
 */
export function registerFloor(
  { origin, towardsWall, right, more = [] }: FloorSurvey,
  { originAt = [0, 0, 0], scale = 1 }: FloorOptions = {},
): Result<FloorRegistration> {
  const named = more.map((point, i) => [`more/${i}`, point] as const);
  const marks = { origin, towardsWall, right, ...Object.fromEntries(named) };
  for (const [name, point] of Object.entries(marks)) {
    if (point.every(Number.isFinite)) continue;
    return fault(`/${name}`, 'not-finite', 'This mark has no position: measure it again.');
  }
  const back = vec3.subtract(vec3.create(), origin, towardsWall);
  const aside = vec3.subtract(vec3.create(), right, origin);
  const forwardM = vec3.length(back) * scale;
  if (!(forwardM >= leastM)) return tooNear('/towardsWall', 'from the origin', forwardM);
  const up = vec3.cross(vec3.create(), back, aside);
  const rightM = (vec3.length(up) / vec3.length(back)) * scale;
  if (!(rightM >= leastM)) return tooNear('/right', 'from the line towards the wall', rightM);
  const floor = planeThrough([origin, towardsWall, right, ...more], vec3.normalize(up, up));
  vec3.scaleAndAdd(back, back, floor.up, -vec3.dot(back, floor.up));
  vec3.normalize(back, back);
  const foot = vec3.scaleAndAdd(vec3.create(), origin, floor.up, -heightOver(floor, origin));
  const pose = stageFromTracker(floor.up, back, foot, scale);
  vec3.add(pose.position, pose.position, originAt);
  const offM = floor.off * scale;
  const warnings = warningsAbout(pose, forwardM, rightM, offM);
  return done({
    registration: registrationFromPose(pose, scale),
    forwardM,
    rightM,
    offM,
    warnings,
  });
}

const tooNear = (path: string, from: string, meters: number) =>
  fault(
    path,
    'too-near',
    `This mark is ${lengthInWords(meters)} ${from}; at least ${lengthInWords(leastM)} is needed, better ${lengthInWords(goodM)}: measure one further away.`,
  );

/** Rows of the rotation are the stage's axes in tracker space; the origin goes to zero. */
function stageFromTracker(y: vec3, z: vec3, origin: Readonly<vec3>, scale: number): Pose {
  const x = vec3.cross(vec3.create(), y, z);
  const columns: mat3 = [x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]];
  const orientation = quat.normalize(quat.create(), quat.fromMat3(quat.create(), columns));
  const position = vec3.scale(vec3.create(), origin, -scale);
  vec3.transformQuat(position, position, orientation);
  return { position, orientation };
}

function warningsAbout(
  { orientation }: Pose,
  forwardM: number,
  rightM: number,
  offM: number,
): Problem[] {
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
  if (offM > flatM) {
    warnings.push({
      path: '/more',
      code: 'uneven',
      message: `The marks are ${lengthInWords(offM)} off one plane (RMS): measure the one with the largest error again.`,
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
