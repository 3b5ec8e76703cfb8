import {
  composePose,
  createPose,
  mat4,
  type Pose,
  quat,
  quatFromRotationDeg,
  type Triple,
  vec3,
} from '../math.ts';
import type { Camera, PoseIs } from '../show/camera-schema.ts';

/** The constant parts of a camera's chain, ready to be applied to every sample. */
export interface PoseChain {
  poseIs: PoseIs;
  registration: Pose;
  scale: number;
  mount: Pose;
}

interface PlacedDeg {
  position: Triple;
  rotationDeg: Triple;
}

const poseFromDeg = ({ position, rotationDeg }: PlacedDeg): Pose => ({
  position: vec3.clone(position),
  orientation: quatFromRotationDeg(quat.create(), rotationDeg),
});

/** `defaultPoseIs`: what the device's protocol says when the show file is silent. */
export function poseChain(
  camera: Pick<Camera, 'source' | 'registration' | 'mount'>,
  defaultPoseIs: PoseIs,
): PoseChain {
  return {
    poseIs: camera.source.poseIs ?? defaultPoseIs,
    registration: poseFromDeg(camera.registration),
    scale: camera.registration.scale,
    mount: poseFromDeg(camera.mount),
  };
}

/**
 * stageFromPupil = registration · sample · mount · translate(0, 0, −entrancePupilMm/1000)
 * (DESIGN section 2). A `sensor` pose has no mount, a `pupil` pose neither mount nor pupil offset;
 * the scale touches tracker positions only. `out` may be `sample`.
 */
export function stageFromPupil(
  out: Pose,
  chain: PoseChain,
  sample: Readonly<Pose>,
  entrancePupilMm: number,
): Pose {
  vec3.scale(scaled.position, sample.position, chain.scale);
  quat.copy(scaled.orientation, sample.orientation);
  composePose(out, chain.registration, scaled);
  if (chain.poseIs === 'tracker') composePose(out, out, chain.mount);
  if (chain.poseIs !== 'pupil') {
    vec3.set(pupilOffset.position, 0, 0, -entrancePupilMm / 1000);
    composePose(out, out, pupilOffset);
  }
  quat.normalize(out.orientation, out.orientation);
  return out;
}
const scaled = createPose();
const pupilOffset = createPose();

/** One step of the chain with the pose that stands after it, in stage space: what the page shows. */
export interface ChainStep {
  step: 'sample' | 'registration' | 'mount' | 'pupil';
  applied: boolean;
  pose: Pose;
}

/** The chain step by step, so that a pupil applied twice is seen at once. Allocates: not for the pose path. */
export function chainSteps(chain: PoseChain, sample: Pose, entrancePupilMm: number): ChainStep[] {
  const bare = { ...chain, poseIs: 'pupil' as const };
  const withMount = chain.poseIs === 'tracker';
  const registered = stageFromPupil(createPose(), bare, sample, 0);
  const mounted = withMount ? composePose(createPose(), registered, chain.mount) : registered;
  return [
    { step: 'sample', applied: true, pose: sample },
    { step: 'registration', applied: true, pose: registered },
    { step: 'mount', applied: withMount, pose: mounted },
    {
      step: 'pupil',
      applied: chain.poseIs !== 'pupil',
      pose: stageFromPupil(createPose(), chain, sample, entrancePupilMm),
    },
  ];
}

export const matrixFromPose = (out: mat4, pose: Readonly<Pose>): mat4 =>
  mat4.fromRotationTranslation(out, pose.orientation, pose.position);
