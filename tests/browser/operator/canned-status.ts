import { createPose, quat, radFromDeg, vec3 } from '../../../core/math.ts';
import { environmentKey } from '../../../core/show/environment-key.ts';
import type { Output } from '../../../core/show/stage-schema.ts';
import type { ShowState } from '../../../core/show/state.ts';
import { createLensState } from '../../../core/tracking/lens.ts';
import { chainSteps, poseChain } from '../../../core/tracking/pose-chain.ts';
import type { StatusReport } from '../../../core/wire/events.ts';
import type { FramePacket } from '../../../core/wire/frame-packet.ts';
import { idHash } from '../../../core/wire/message-type.ts';
import type {
  CameraStatusReport,
  OutputStatus,
  PlainPose,
  RingCountsReport,
} from '../../../core/wire/status.ts';
import { freeFrameClock, goodOutput } from '../../support/statuses.ts';

/** What a test can make go wrong. */
export interface Faults {
  /** Ids of outputs that have not loaded what is on preview. */
  late: string[];
  /** Ids of outputs that nobody has opened. */
  closed: string[];
  /** Ids of cameras that hear nothing. */
  lost: string[];
  /** Where a camera's pupil is in the stage instead, by the camera's id. */
  poses?: Record<string, PlainPose>;
  /** What a camera's tracker says instead, by the camera's id. */
  raws?: Record<string, PlainPose>;
  /** Where a camera's lens rings stand, by the camera's id. */
  rings?: Record<string, RingCountsReport>;
  /** What an output says of itself instead, by its id. */
  outputs: Record<string, Partial<OutputStatus>>;
}

const plain = ({ position, orientation }: ReturnType<typeof createPose>): PlainPose => ({
  position: [position[0], position[1], position[2]],
  orientation: [orientation[0], orientation[1], orientation[2], orientation[3]],
});

const unheardRings: RingCountsReport = {
  zoomEncoder: null,
  focusEncoder: null,
  irisEncoder: null,
};

/** A slow dolly in front of the main wall. */
export function cannedPose(index: number, showTimeMs: number) {
  const t = showTimeMs / 1000 + index * 2;
  const pose = createPose();
  vec3.set(pose.position, Math.sin(t * 0.5) * 0.8 + index, 1.55, 2.4 + Math.sin(t * 0.31) * 0.3);
  quat.fromEuler(pose.orientation, Math.sin(t * 0.7) * 2, Math.sin(t * 0.5) * 8, 0);
  return pose;
}

export function fillFrame(packet: FramePacket, state: ShowState, k: number, showTimeMs: number) {
  packet.sequence++;
  packet.k = k;
  packet.targetMs = packet.sentMs = showTimeMs;
  packet.sentServerMs = packet.sentMs;
  packet.cameraCount = state.show.cameras.length;
  state.show.cameras.forEach(({ id, lens, innerFrustum }, index) => {
    const camera = packet.cameras[index];
    if (!camera) return;
    const pose = cannedPose(index, showTimeMs);
    vec3.copy(camera.pose.position, pose.position);
    quat.copy(camera.pose.orientation, pose.orientation);
    camera.idHash = idHash(id);
    camera.status = 'ok';
    camera.ageMs = 12 + 6 * Math.sin(showTimeMs / 900) + (k % 610 === 0 ? 70 : 0);
    camera.lens.focalLengthMm = lens.focalLengthMm;
    camera.overscan = innerFrustum.overscan;
  });
}

export function cannedStatus(state: ShowState, faults: Faults, k: number, showTimeMs: number) {
  const report: Omit<StatusReport, 'recorder'> = {
    showTimeMs,
    k,
    frameClock: freeFrameClock,
    cameras: state.show.cameras.map((_, index) => cameraReport(state, faults, index, showTimeMs)),
    objects: [],
    devices: [
      device('sim', 'simulated', 'open', 'dolly, 120 Hz', showTimeMs * 0.12, {}),
      device('freed', 'freed', 'open', 'UDP 127.0.0.1:40000', showTimeMs * 0.06, { checksum: 3 }),
      device('osc', 'osc', 'unavailable', 'UDP 9000 is in use. Set another port.', 0, {}),
    ],
    outputs: state.show.stage.outputs.map((output) => outputReport(state, faults, output, k)),
  };
  return report;
}

function device(
  id: string,
  kind: string,
  state: 'open' | 'unavailable',
  detail: string,
  accepted: number,
  refused: Record<string, number>,
) {
  return { id, kind, state, detail, accepted: Math.floor(accepted), refused, noted: {} };
}

function cameraReport(
  { show }: ShowState,
  faults: Faults,
  index: number,
  showTimeMs: number,
): CameraStatusReport {
  const camera = show.cameras[index];
  if (!camera) throw new Error('no such camera');
  const isLost = faults.lost.includes(camera.id);
  const pose = cannedPose(index, showTimeMs);
  const chain = poseChain(camera, 'tracker');
  const lens = { ...createLensState(), focalLengthMm: camera.lens.focalLengthMm };
  return {
    id: camera.id,
    status: isLost ? 'lost' : 'ok',
    ageMs: isLost ? 4200 : 12 + 5 * Math.sin(showTimeMs / 700),
    rateHz: isLost ? 0 : 119.9,
    lossPct: isLost ? 100 : 0.1,
    pose: faults.poses?.[camera.id] ?? plain(pose),
    lens,
    overscan: { factor: 1.2, coversDegPerS: 60, isAtLimit: false },
    delays: { sourceMs: 4, plannedMs: 2, predictedMs: 31 },
    raw: {
      ...(faults.raws?.[camera.id] ?? plain(pose)),
      ...(faults.rings?.[camera.id] ?? unheardRings),
    },
    chain: chainSteps(chain, pose, 0).map((step) => ({ ...step, pose: plain(step.pose) })),
    counters: { accepted: 9000, refused: index === 1 ? { bounds: 2 } : {} },
    source: 'primary',
    sources: ['ok'],
  };
}

function outputReport(state: ShowState, faults: Faults, output: Output, k: number): OutputStatus {
  const connected = !faults.closed.includes(output.id);
  const onPreview = environmentKey(state.show, state.preview.environment, state.assets);
  const keys = [state.program.environment, state.preview.environment]
    .map((id) => environmentKey(state.show, id, state.assets))
    .filter((key) => key !== null)
    .filter((key) => !faults.late.includes(output.id) || key !== onPreview);
  return {
    ...goodOutput,
    id: output.id,
    connected,
    visible: connected,
    spares: output.id === 'side' ? 1 : 0,
    size: output.size,
    fps: connected ? 59.9 + radFromDeg(1) : 0,
    k,
    program: state.program.environment,
    dropped: output.id === 'ceiling' ? 14 : 0,
    skewMs: 0.4,
    latencyMs: 31,
    waterfall: { ...goodOutput.waterfall, photonDelayMs: output.photonDelayMs },
    alarms: output.id === 'ceiling' && connected ? ['window is 500×384, wants 512×384'] : [],
    prepared: keys,
    renderer: 'SwiftShader',
    ...faults.outputs[output.id],
  };
}
