import type { Pose } from '../../core/math.ts';
import { chainSteps } from '../../core/tracking/pose-chain.ts';
import type { CameraStatusReport, PlainPose } from '../../core/wire/status.ts';
import type { CameraTracker } from './camera-tracker.ts';

const plain = ({ position: p, orientation: q }: Readonly<Pose>): PlainPose => ({
  position: [p[0], p[1], p[2]],
  orientation: [q[0], q[1], q[2], q[3]],
});

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** One camera as `GET cameras/:id` and the pages see it. Allocates: for reports, not for frames. */
export function cameraReport(tracker: CameraTracker, nowMs: number): CameraStatusReport {
  const { lens, track } = tracker;
  const { raw, meter } = track;
  const sampled = tracker.hasSample;
  const steps = sampled ? chainSteps(track.chain, raw.pose, lens.entrancePupilMm) : [];
  return {
    id: tracker.id,
    status: tracker.status(nowMs),
    ageMs: sampled ? nowMs - track.newestReceivedMs + tracker.camera.trackingAgeMs : null,
    rateHz: meter.rateHz(nowMs),
    lossPct: 100 * meter.loss(nowMs),
    pose: sampled ? plain(tracker.newest) : null,
    lens: { ...lens },
    overscan: tracker.overscan.report(),
    delays: { ...tracker.delays },
    raw: sampled
      ? {
          ...plain(raw.pose),
          zoomEncoder: known(raw.zoomEncoder),
          focusEncoder: known(raw.focusEncoder),
          irisEncoder: known(raw.irisEncoder),
        }
      : null,
    chain: steps.map((step) => ({ ...step, pose: plain(step.pose) })),
    counters: { accepted: track.accepted, refused: Object.fromEntries(track.refused) },
    source: tracker.role,
    sources: tracker.tracks.map((each) => each.status(nowMs)),
  };
}
