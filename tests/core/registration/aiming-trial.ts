import {
  createPose,
  mat4,
  type Pose,
  quat,
  quatFromRotationDeg,
  type Triple,
  vec3,
} from '../../../core/math.ts';
import type { Aim, AimedCamera } from '../../../core/registration/aim-inputs.ts';
import type { AimingOptions, AimingSolution } from '../../../core/registration/aim-solution.ts';
import { solveAiming } from '../../../core/registration/aiming.ts';
import type { Mount, Registration } from '../../../core/registration/registration.ts';
import { camera as cameraSchema, type PoseIs } from '../../../core/show/camera-schema.ts';
import { wall as wallSchema } from '../../../core/show/stage-schema.ts';
import { wallGeometry } from '../../../core/stage/wall-geometry.ts';
import { poseChain, stageFromPupil } from '../../../core/tracking/pose-chain.ts';
import { seededRandom } from '../../support/random.ts';
import { between, normal, percentile, type Random } from './noise.ts';

export const tangents = { x: 24.89 / 70, y: 14 / 70 };
export const pupilMm = 80;
/** Nothing known of registration and mount. */
export const entered: AimedCamera = {
  poseIs: 'tracker',
  registration: { position: [0, 0, 0], rotationDeg: [0, 0, 0], scale: 1 },
  mount: { position: [0, 0, 0], rotationDeg: [0, 0, 0] },
  entrancePupilMm: pupilMm,
  halfTangents: tangents,
};

/** 6 × 3 m at a pitch of 2.604 mm, 3 m before the origin. */
export const wall = wallGeometry(
  wallSchema.parse({
    id: 'main',
    surface: { kind: 'flat', width: 6, height: 3 },
    pixels: [2304, 1152],
    pose: { position: [0, 0, -3] },
  }),
);
const pitch = 6 / 2304;

/** Numbered marks 1 to 9, row by row: 10, 50 and 90 % of width and height. */
export const markAt = (number: number): { wall: string; x: number; y: number } => ({
  wall: 'main',
  x: (0.1 + 0.4 * ((number - 1) % 3)) * wall.width,
  y: (0.1 + 0.4 * Math.floor((number - 1) / 3)) * wall.height,
});

/** A place of the pupil and the marks aimed at from it. */
export interface Place {
  pupil: Readonly<Triple>;
  marks: readonly number[];
  /** Where in the picture; the centre if absent. */
  at?: readonly [number, number];
  isLevel?: boolean;
}

export interface Trial {
  places: readonly Place[];
  /** Noise of an aim in each direction, wall pixels. */
  noise: (random: Random) => number;
  /** Aims that are foretold and compared: from anywhere in this box. */
  heldOut: { low: Readonly<Triple>; high: Readonly<Triple> };
  poseIs?: PoseIs;
  /** How far the true mount is from the entered one: metres and degrees in each direction. */
  mountOff?: { meters: number; degrees: number; roll?: number };
  /** Turns the body on the camera's mount by this beforehand, unknown to the solver. */
  bodyTurnDeg?: Triple;
  focal?: number;
  options?: AimingOptions;
}

export interface TrialResult {
  seed: number;
  solution: AimingSolution;
  truth: { registration: Registration; mount: Mount };
  /** Distance on the wall between where held-out aims land and where they are foretold, pixels. */
  errorsPx: number[];
  /** The same for the picture's right edge, which roll and focal length move. */
  edgeErrorsPx: number[];
}

export const uniform = (width: number) => (random: Random) => width * (random() - 0.5);
export const gaussian = (sigma: number) => (random: Random) => sigma * normal(random);

const heldOutAims = 20;

/** One stage with an unknown registration and mount, aimed at, solved, and tried elsewhere. */
export function aimingTrial(seed: number, trial: Trial): TrialResult {
  const random = seededRandom(seed);
  const { poseIs = 'tracker', mountOff = { meters: 0.15, degrees: 8 } } = trial;
  const off = (reach: number) => between(random, -reach, reach);
  const truth = {
    registration: {
      position: [off(3), off(1), off(3)] as Triple,
      rotationDeg: [off(2), off(180), off(2)] as Triple,
      scale: 1,
    },
    mount: {
      position: [off(mountOff.meters), off(mountOff.meters), off(mountOff.meters)] as Triple,
      rotationDeg: turned(
        [off(mountOff.degrees), off(mountOff.degrees), off(mountOff.roll ?? 0)],
        trial.bodyTurnDeg,
      ),
    },
  };
  const chain = chainOf(truth, poseIs);
  const [focal, width] = [trial.focal ?? 1, tangents.x];
  const aims = trial.places.flatMap((place) =>
    place.marks.map((number): Aim => {
      const mark = markAt(number);
      const [x, y] = [mark.x + trial.noise(random), mark.y + trial.noise(random)];
      const at = place.at ?? [0, 0];
      const inPicture = [(at[0] * width) / focal, (at[1] * tangents.y) / focal] as const;
      const roll = place.isLevel ? 0 : off(1);
      const stage = looking(place.pupil, stagePoint(x, y), inPicture, roll);
      return { tracker: sampleOf(chain, stage), mark, at, isLevel: place.isLevel };
    }),
  );
  const result = solveAiming(aims, [wall], { ...entered, poseIs }, trial.options);
  if (!result.ok) throw new Error(`seed ${seed}: ${result.fault[0]?.message}`);
  const solution = result.value;
  const solved = chainOf(solution, poseIs);
  const { low, high } = trial.heldOut;
  const errorsPx: number[] = [];
  const edgeErrorsPx: number[] = [];
  for (let i = 0; i < heldOutAims; i++) {
    const place = [0, 1, 2].map((k) => between(random, low[k] ?? 0, high[k] ?? 0)) as Triple;
    const mark = stagePoint(
      between(random, 0.1, 0.9) * wall.width,
      between(random, 0.1, 0.9) * wall.height,
    );
    const sample = sampleOf(chain, looking(place, mark, [0, 0], off(1)));
    const [is, foretold] = [pupilOf(chain, sample), pupilOf(solved, sample)];
    errorsPx.push(apart(landing(is, 0), landing(foretold, 0)));
    edgeErrorsPx.push(
      apart(landing(is, width / focal), landing(foretold, width / solution.focalFactor)),
    );
  }
  return { seed, solution, truth, errorsPx, edgeErrorsPx };
}

export interface TrialSummary {
  /** 95 % of all held-out aims of all seeds, and 95 % of the seeds' root mean squares, pixels. */
  aims95: number;
  seeds95: number;
  edges95: number;
  worstSeed: number;
  results: TrialResult[];
}

/** Runs `count` seeds. For longer runs hand in more. */
export function aimingTrials(first: number, count: number, trial: Trial): TrialSummary {
  const results = Array.from({ length: count }, (_, i) => aimingTrial(first + i, trial));
  const rms = (errors: number[]) => Math.hypot(...errors) / Math.sqrt(errors.length);
  const worst = results.reduce((a, b) => (rms(b.errorsPx) > rms(a.errorsPx) ? b : a));
  return {
    aims95: percentile(
      results.flatMap(({ errorsPx }) => errorsPx),
      0.95,
    ),
    seeds95: percentile(
      results.map(({ errorsPx }) => rms(errorsPx)),
      0.95,
    ),
    edges95: percentile(
      results.flatMap(({ edgeErrorsPx }) => edgeErrorsPx),
      0.95,
    ),
    worstSeed: worst.seed,
    results,
  };
}

const stagePoint = (x: number, y: number): vec3 => [x * pitch - 3, 3 - y * pitch, -3];

function turned(rotationDeg: Triple, before: Triple = [0, 0, 0]): Triple {
  const [x, y, z] = before;
  return x === 0 && y === 0 && z === 0
    ? rotationDeg
    : [x + rotationDeg[0], y + rotationDeg[1], z + rotationDeg[2]];
}

export const chainOf = (truth: { registration: Registration; mount: Mount }, poseIs: PoseIs) =>
  poseChain(
    cameraSchema.parse({ id: 'A', source: { device: 'd', subject: '1', poseIs }, ...truth }),
    poseIs,
  );
type Chain = ReturnType<typeof chainOf>;

export const pupilOf = (chain: Chain, sample: Pose): Pose =>
  stageFromPupil(createPose(), chain, sample, pupilMm);

/** The sample whose pupil stands in `stage`, by inverse matrices of the chain. */
export function sampleOf(chain: Chain, stage: Pose): Pose {
  const matrix = (pose: Pose) =>
    mat4.fromRotationTranslation(mat4.create(), pose.orientation, pose.position);
  const inverse = (m: mat4) => mat4.invert(mat4.create(), m) ?? mat4.create();
  const pupil = mat4.fromTranslation(mat4.create(), [0, 0, pupilMm / 1000]);
  const sensor = mat4.multiply(mat4.create(), matrix(stage), pupil);
  const body =
    chain.poseIs === 'tracker'
      ? mat4.multiply(mat4.create(), sensor, inverse(matrix(chain.mount)))
      : sensor;
  const sample = mat4.multiply(mat4.create(), inverse(matrix(chain.registration)), body);
  const position = vec3.scale(
    vec3.create(),
    mat4.getTranslation(vec3.create(), sample),
    1 / chain.scale,
  );
  return { position, orientation: mat4.getRotation(quat.create(), sample) };
}

/** A camera at `place` that has `point` at tangents `[x, y]` of its picture, rolled by degrees about that sight. */
export function looking(
  place: Readonly<Triple>,
  point: vec3,
  [x, y]: readonly [number, number],
  rollDeg: number,
): Pose {
  const away = vec3.subtract(vec3.create(), point, place);
  const deg = 180 / Math.PI;
  const sight = quatFromRotationDeg(quat.create(), [
    Math.atan2(away[1], Math.hypot(away[0], away[2])) * deg,
    Math.atan2(-away[0], -away[2]) * deg,
    rollDeg,
  ]);
  const inPicture = vec3.normalize(vec3.create(), [x, y, -1]);
  const centring = quat.rotationTo(quat.create(), inPicture, [0, 0, -1]);
  return {
    position: vec3.clone(place),
    orientation: quat.multiply(quat.create(), sight, centring),
  };
}

/** Wall pixel of the ray through tangent x of the picture's middle row: the plane z = −3. */
function landing({ position, orientation }: Pose, tangent: number): [number, number] {
  const d = vec3.transformQuat(vec3.create(), [tangent, 0, -1], orientation);
  const t = (-3 - position[2]) / d[2];
  return [(position[0] + t * d[0] + 3) / pitch, (3 - position[1] - t * d[1]) / pitch];
}

const apart = (a: [number, number], b: [number, number]): number =>
  Math.hypot(a[0] - b[0], a[1] - b[1]);
