import { createPose, type Pose, quat, vec3 } from '../../core/math.ts';
import type { Camera, PoseIs } from '../../core/show/camera-schema.ts';
import { sameJson } from '../../core/show/patch.ts';
import type { WallGeometry } from '../../core/stage/wall-geometry.ts';
import { ArrivalBurst } from '../../core/tracking/arrival-burst.ts';
import { cameraStatus, patienceMs } from '../../core/tracking/camera-status.ts';
import {
  createLensState,
  type LensState,
  lensFromSettings,
  updateLens,
} from '../../core/tracking/lens.ts';
import type { Velocity } from '../../core/tracking/motion.ts';
import { type PoseChain, poseChain, stageFromPupil } from '../../core/tracking/pose-chain.ts';
import { PoseRing } from '../../core/tracking/pose-ring.ts';
import {
  type Bounds,
  isInside,
  keepInside,
  maxHorizonMs,
  type PredictionSettings,
  predictPose,
} from '../../core/tracking/predict.ts';
import { SourceClock } from '../../core/tracking/source-clock.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { FrameCamera } from '../../core/wire/frame-packet.ts';
import { idHash } from '../../core/wire/message-type.ts';
import type { CameraDelays } from '../../core/wire/status.ts';
import { ArrivalMeter } from './arrival-meter.ts';
import { LiveOverscan } from './live-overscan.ts';
import { type SampleFault, sampleFault } from './sample-fault.ts';
import { SequenceGate } from './sequence-gate.ts';

/** Where a camera was before a restart: it stands there until its tracker speaks again. */
export interface Standing {
  pose: Pose;
  lens: LensState;
}

/** A camera never seen before: eye height, two metres back, looking at the wall. */
const neverSeen = (): Pose => ({ position: [0, 1.6, 2], orientation: [0, 0, 0, 1] });

/** An age on the wire for a camera that has no sample yet: older than anything, and finite. */
const neverMs = 1e9;

/** What else a camera's tracker takes from the show. */
export interface TrackerSettings {
  camera: Camera;
  defaultPoseIs: PoseIs;
  bounds: Bounds;
  /** The walls that cameras look at: how far they are decides what a move does to the picture. */
  walls: readonly WallGeometry[];
}

/** The newest accepted sample as it came: what the transform chain is shown with. */
export interface RawSample {
  pose: Pose;
  zoomEncoder: number;
  focusEncoder: number;
}

/**
 * From one camera's samples to its pose at a frame: validation, transform chain, ring, prediction.
 * Nothing is allocated per sample or per frame. Times are show time in ms.
 */
export class CameraTracker {
  readonly id: string;
  readonly idHash: number;
  camera: Camera;
  chain: PoseChain;
  readonly lens: LensState = createLensState();
  readonly raw: RawSample = {
    pose: createPose(),
    zoomEncoder: Number.NaN,
    focusEncoder: Number.NaN,
  };
  /** Newest accepted sample composed to the pupil in stage space; before the first, where it stands. */
  readonly newest: Pose;
  newestReceivedMs = Number.NaN;
  accepted = 0;
  readonly refused = new Map<SampleFault, number>();
  readonly meter = new ArrivalMeter();
  #bounds: Bounds;
  #walls: readonly WallGeometry[];
  #held = false;
  /** Of the sample taken last: how much later it came than its path allows, ms. */
  #lateMs = 0;
  readonly overscan = new LiveOverscan();
  readonly delays: CameraDelays = { sourceMs: null, plannedMs: null, predictedMs: null };
  readonly #heldPose = createPose();
  readonly #evaluated: Pose;
  readonly #samplePose = createPose();
  readonly #composed = createPose();
  readonly #ring = new PoseRing();
  readonly #gate = new SequenceGate();
  readonly #clock = new SourceClock();
  readonly #burst = new ArrivalBurst();
  readonly #prediction: PredictionSettings = { trackingAgeMs: 0, holdBackMs: 0, patienceMs: 50 };

  constructor(settings: TrackerSettings, standing?: Readonly<Standing>) {
    const { camera, defaultPoseIs, bounds, walls } = settings;
    this.id = camera.id;
    this.idHash = idHash(camera.id);
    this.camera = camera;
    this.chain = poseChain(camera, defaultPoseIs);
    this.#bounds = bounds;
    this.#walls = walls;
    lensFromSettings(this.lens, camera.lens);
    if (standing && camera.lens.kind !== 'fixed') Object.assign(this.lens, standing.lens);
    const pose = standing ? copyPose(createPose(), standing.pose) : neverSeen();
    this.newest = keepInside(pose, bounds);
    this.#evaluated = copyPose(createPose(), this.newest);
  }

  /** The show changed: the same samples through the new chain, bounds and lens. */
  configure({ camera, defaultPoseIs, bounds, walls }: TrackerSettings): void {
    const chain = poseChain(camera, defaultPoseIs);
    const sameLens = sameJson(camera.lens, this.camera.lens);
    const samePoses = sameLens && sameJson(chain, this.chain) && sameJson(bounds, this.#bounds);
    this.camera = camera;
    this.#walls = walls;
    if (!sameLens) lensFromSettings(this.lens, camera.lens);
    if (samePoses) return;
    this.chain = chain;
    this.#bounds = bounds;
    this.#recompose();
  }

  get hasSample(): boolean {
    return !Number.isNaN(this.newestReceivedMs);
  }

  /** Takes a sample in, or counts why not. Never throws; keeps nothing of `sample` but numbers. */
  accept(sample: TrackingSample): SampleFault | undefined {
    const fault = sample.hasPose ? this.#takePose(sample) : this.#takeLens(sample);
    if (fault) {
      this.refused.set(fault, (this.refused.get(fault) ?? 0) + 1);
      this.meter.refuse(sample.receivedMs);
    } else {
      this.accepted += 1;
    }
    return fault;
  }

  /**
   * The pose and lens for `poseMs`, evaluated at `nowMs`. `held`: the operator holds the pose.
   * `rolling`: a take rolls, overscan does not shrink.
   */
  evaluate(poseMs: number, nowMs: number, held: boolean, rolling: boolean, out: FrameCamera): void {
    out.idHash = this.idHash;
    out.status = this.status(nowMs);
    out.held = held;
    Object.assign(out.lens, this.lens);
    const { trackingAgeMs, holdBackMs } = this.camera;
    out.ageMs = this.hasSample ? poseMs - this.newestReceivedMs + trackingAgeMs : neverMs;
    if (this.hasSample) {
      this.#prediction.trackingAgeMs = trackingAgeMs;
      this.#prediction.holdBackMs = holdBackMs;
      // A frame is planned ahead of its light: that much silence is no gap.
      const aheadMs = Math.max(0, poseMs - nowMs);
      this.#prediction.patienceMs = patienceMs(this.meter.intervalMs) + aheadMs;
      predictPose(out.pose, this.#ring, poseMs, this.#prediction, this.#bounds, out.velocity);
    } else {
      copyPose(out.pose, this.newest);
      standStill(out.velocity);
    }
    if (held && !this.#held) copyPose(this.#heldPose, this.#evaluated);
    this.#held = held;
    if (held) {
      copyPose(out.pose, keepInside(this.#heldPose, this.#bounds));
      standStill(out.velocity);
    }
    copyPose(this.#evaluated, out.pose);
    out.overscan = this.overscan.update(this.camera, out, this.#walls, rolling, nowMs);
    this.#account(out.ageMs, nowMs);
  }

  #account(ageMs: number, nowMs: number): void {
    if (!this.hasSample) return;
    this.delays.sourceMs = this.#lateMs + this.camera.trackingAgeMs;
    this.delays.plannedMs = nowMs - this.newestReceivedMs;
    this.delays.predictedMs = Math.max(0, Math.min(maxHorizonMs, ageMs + this.#lateMs));
  }

  status(nowMs: number) {
    const gapMs = nowMs - this.newestReceivedMs;
    return cameraStatus(gapMs, this.meter.intervalMs, this.meter.loss(nowMs));
  }

  /** Pose and lens of the frame evaluated last. */
  get standing(): Readonly<Standing> {
    return { pose: this.#evaluated, lens: this.lens };
  }

  #takePose(sample: TrackingSample): SampleFault | undefined {
    const fault = sampleFault(sample);
    if (fault) return fault;
    const composed = this.#composed;
    const pose = this.#samplePose;
    const { position, orientation } = pose;
    position[0] = sample.x;
    position[1] = sample.y;
    position[2] = sample.z;
    orientation[0] = sample.qx;
    orientation[1] = sample.qy;
    orientation[2] = sample.qz;
    orientation[3] = sample.qw;
    quat.normalize(orientation, orientation);
    stageFromPupil(composed, this.chain, pose, this.lens.entrancePupilMm);
    if (!isInside(composed.position, this.#bounds)) return 'bounds';
    const unordered = this.#gate.check(sample.sequence, sample.receivedMs);
    if (unordered) return unordered;
    updateLens(this.lens, this.camera.lens, sample);
    stageFromPupil(composed, this.chain, pose, this.lens.entrancePupilMm);
    copyPose(this.newest, keepInside(composed, this.#bounds));
    copyPose(this.raw.pose, pose);
    this.raw.zoomEncoder = sample.zoomEncoder;
    this.raw.focusEncoder = sample.focusEncoder;
    this.newestReceivedMs = sample.receivedMs;
    this.meter.accept(sample.receivedMs, this.#gate.lost);
    const atMs = this.#clock.map(sample.sourceTimeMs, sample.receivedMs);
    this.#lateMs = sample.receivedMs - atMs;
    this.#ring.push(atMs, this.newest);
    if (!Number.isFinite(sample.sourceTimeMs)) {
      this.#burst.spread(this.#ring, sample.receivedMs, this.meter.periodMs(sample.receivedMs));
    }
    return undefined;
  }

  #takeLens(sample: TrackingSample): undefined {
    const pupilBefore = this.lens.entrancePupilMm;
    updateLens(this.lens, this.camera.lens, sample);
    if (this.lens.entrancePupilMm !== pupilBefore) this.#recompose();
  }

  /** The newest sample through the chain as it stands now; older ones no longer compare. */
  #recompose(): void {
    if (!this.hasSample) {
      keepInside(this.newest, this.#bounds);
      return;
    }
    stageFromPupil(this.newest, this.chain, this.raw.pose, this.lens.entrancePupilMm);
    keepInside(this.newest, this.#bounds);
    const timeMs = this.#ring.timeMs(0);
    this.#ring.clear();
    this.#ring.push(timeMs, this.newest);
  }
}

function copyPose(out: Pose, from: Readonly<Pose>): Pose {
  vec3.copy(out.position, from.position);
  quat.copy(out.orientation, from.orientation);
  return out;
}

function standStill(velocity: Velocity): void {
  vec3.zero(velocity.linear);
  vec3.zero(velocity.angular);
}
