import { composePose, createPose, type Pose, quat, vec3 } from '../../core/math.ts';
import type { NudgeAt } from '../../core/registration/nudge.ts';
import { poseFromPlaced, type Registration } from '../../core/registration/registration.ts';
import type { CameraStatusReport, PlainPose } from '../../core/wire/status.ts';

/**
 * Where the camera stands by the registration of this moment, in stage space: the report is up to a
 * quarter of a second older than the last nudge. `undefined` before the first pose.
 */
export function presentPupil(
  registration: Readonly<Registration>,
  report: Pick<CameraStatusReport, 'raw' | 'pose' | 'chain'>,
): NudgeAt | undefined {
  const registered = report.chain.find(({ step }) => step === 'registration')?.pose;
  if (!report.raw || !report.pose || !registered) return undefined;
  const pupilInBody = composePose(createPose(), inverse(registered), poseOf(report.pose));
  const raw = poseOf(report.raw);
  vec3.scale(raw.position, raw.position, registration.scale);
  const body = composePose(createPose(), poseFromPlaced({ ...registration }), raw);
  return { pupil: composePose(createPose(), body, pupilInBody), body: body.position };
}

const poseOf = ({ position, orientation }: PlainPose): Pose => ({
  position: vec3.clone(position),
  orientation: quat.clone(orientation),
});

function inverse(plain: PlainPose): Pose {
  const { position, orientation } = poseOf(plain);
  quat.conjugate(orientation, quat.normalize(orientation, orientation));
  vec3.negate(position, vec3.transformQuat(position, position, orientation));
  return { position, orientation };
}
