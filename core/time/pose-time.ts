import type { Rates } from '../show/stage-schema.ts';
import { cameraFrameTimeMs } from './rate.ts';

/**
 * The show time, ms, for which a wall frame's poses are evaluated: when its light is seen, `targetMs`
 * plus the measured way to the photons; with `poseSteps: 'camera'` the beginning of the camera frame
 * that sees it, so that all wall frames of one exposure are alike.
 */
export function poseTimeMs(
  targetMs: number,
  photonDelayMs: number,
  { poseSteps, camera, cameraPhase }: Pick<Rates, 'poseSteps' | 'camera' | 'cameraPhase'>,
): number {
  const seenMs = targetMs + photonDelayMs;
  return poseSteps === 'camera' ? cameraFrameTimeMs(seenMs, camera, cameraPhase) : seenMs;
}
