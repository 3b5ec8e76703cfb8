import type { Camera } from '../../../core/show/camera-schema.ts';
import { TrackingSample } from '../../../core/tracking/tracking-sample.ts';
import { createFramePacket, type FrameCamera } from '../../../core/wire/frame-packet.ts';
import { CameraTracker } from '../../../server/tracking/camera-tracker.ts';
import { twoWalls } from '../../core/show/two-walls.ts';

export const bounds = { min: [-50, -5, -50], max: [50, 50, 50] } as const;

/** A camera of the two-walls show with some fields changed. */
export function cameraWith(changes: Partial<Camera> = {}): Camera {
  const [camera] = twoWalls().cameras;
  if (!camera) throw new Error('The show has no camera.');
  return { ...camera, ...changes };
}

export const trackerOf = (camera = cameraWith()): CameraTracker =>
  new CameraTracker({
    camera,
    defaultPoseIs: 'tracker',
    backupPoseIs: 'tracker',
    bounds,
    walls: [],
  });

export function sampleAt(
  receivedMs: number,
  changes: Partial<TrackingSample> = {},
): TrackingSample {
  const sample = new TrackingSample();
  return Object.assign(sample, { receivedMs, hasPose: true, y: 1.6, ...changes });
}

/** What a frame at `targetMs` gets, evaluated 25 ms before. */
export function evaluated(tracker: CameraTracker, targetMs: number, held = false): FrameCamera {
  const [camera] = createFramePacket().cameras;
  if (!camera) throw new Error('A packet has no camera.');
  const conditions = { held, rolling: false, groupLoss: false, framePeriodMs: 1000 / 60 };
  tracker.evaluate(targetMs, targetMs - 25, conditions, camera);
  return camera;
}
