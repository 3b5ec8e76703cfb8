import { copyPose, createPose, type Pose, vec3 } from '../../core/math.ts';
import type { BackupSource, Camera, PoseIs } from '../../core/show/camera-schema.ts';
import { sameJson } from '../../core/show/patch.ts';
import type { WallGeometry } from '../../core/stage/wall-geometry.ts';
import { patienceMs } from '../../core/tracking/camera-status.ts';
import {
  createLensState,
  type LensState,
  lensFromSettings,
  updateLens,
} from '../../core/tracking/lens.ts';
import type { Velocity } from '../../core/tracking/motion.ts';
import {
  type Bounds,
  keepInside,
  maxHorizonMs,
  type PredictionSettings,
  predictPose,
} from '../../core/tracking/predict.ts';
import { chooseSource, type SourceRole } from '../../core/tracking/source-choice.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { FrameCamera } from '../../core/wire/frame-packet.ts';
import { idHash } from '../../core/wire/message-type.ts';
import type { CameraDelays } from '../../core/wire/status.ts';
import { LiveOverscan } from './live-overscan.ts';
import { PoseKeeper } from './pose-keeper.ts';
import { hearRings } from './raw-sample.ts';
import type { SampleFault } from './sample-fault.ts';
import { SourceTrack, type TrackLens } from './source-track.ts';
import { backupSettings, primarySettings } from './track-settings.ts';

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
  /** The same of the backup's device. */
  backupPoseIs: PoseIs;
  bounds: Bounds;
  /** The walls that cameras look at: how far they are decides what a move does to the picture. */
  walls: readonly WallGeometry[];
}

/** What a frame is planned under. */
export interface FrameConditions {
  /** The operator holds the pose. */
  held: boolean;
  /** A take rolls: overscan does not shrink, and a lost camera stays. */
  rolling: boolean;
  /** Several sources have stopped together: none is switched. */
  groupLoss: boolean;
  /** Of the wall, ms. */
  framePeriodMs: number;
}

/**
 * From one camera's samples to its pose at a frame: the source in use, its history predicted to the
 * frame, eased where the tracker was away. Nothing is allocated per sample or per frame. Times are
 * show time in ms.
 */
export class CameraTracker {
  readonly id: string;
  readonly idHash: number;
  camera: Camera;
  readonly lens: LensState = createLensState();
  readonly overscan = new LiveOverscan();
  readonly delays: CameraDelays = { sourceMs: null, plannedMs: null, predictedMs: null };
  role: SourceRole = 'primary';
  #primary: SourceTrack;
  #backup: SourceTrack | undefined;
  #bounds: Bounds;
  #walls: readonly WallGeometry[];
  readonly #keeper: PoseKeeper;
  readonly #prediction: PredictionSettings = {
    trackingAgeMs: 0,
    holdBackMs: 0,
    patienceMs: 50,
    translationAgeMs: 0,
    rotationAgeMs: 0,
  };

  constructor(settings: TrackerSettings, standing?: Readonly<Standing>) {
    const { camera, bounds, walls } = settings;
    this.id = camera.id;
    this.idHash = idHash(camera.id);
    this.camera = camera;
    this.#bounds = bounds;
    this.#walls = walls;
    this.#primary = new SourceTrack(primarySettings(settings), this.#trackLens);
    this.#backup = this.#makeBackup(settings);
    lensFromSettings(this.lens, camera.lens);
    if (standing && camera.lens.kind !== 'fixed') Object.assign(this.lens, standing.lens);
    const pose = standing ? copyPose(createPose(), standing.pose) : neverSeen();
    this.#keeper = new PoseKeeper(keepInside(pose, bounds));
  }

  /** The source whose poses are used. */
  get track(): SourceTrack {
    return this.role === 'backup' && this.#backup ? this.#backup : this.#primary;
  }

  /** Both sources, the first one first. */
  get tracks(): readonly SourceTrack[] {
    return this.#backup ? [this.#primary, this.#backup] : [this.#primary];
  }

  /** Newest accepted sample composed to the pupil in stage space; before the first, where it stands. */
  get newest(): Readonly<Pose> {
    return this.track.hasSample ? this.track.newest : this.#keeper.shown;
  }

  get hasSample(): boolean {
    return this.track.hasSample;
  }

  /** The show changed: the same samples through the new chain, bounds and lens. */
  configure(settings: TrackerSettings): void {
    const { camera, bounds, walls } = settings;
    const sameLens = sameJson(camera.lens, this.camera.lens);
    const hasSameBackup = isSameSource(camera.backup, this.camera.backup);
    this.camera = camera;
    this.#bounds = bounds;
    this.#walls = walls;
    if (!sameLens) lensFromSettings(this.lens, camera.lens);
    this.#primary.configure(primarySettings(settings), !sameLens);
    if (!hasSameBackup) this.#backup = this.#makeBackup(settings);
    else if (camera.backup && this.#backup) {
      this.#backup.configure(backupSettings(settings, camera.backup), !sameLens);
    }
    if (!this.#backup) this.role = 'primary';
  }

  /** Takes a sample of one of its sources in, or counts why not. Never throws; keeps nothing of `sample` but numbers. */
  accept(sample: TrackingSample, role: SourceRole = 'primary'): SampleFault | undefined {
    const track = role === 'backup' ? this.#backup : this.#primary;
    if (!track) return undefined;
    const fault = sample.hasPose ? track.take(sample) : this.#takeLens(track, sample);
    if (fault) track.count(fault, sample.receivedMs);
    else track.accepted += 1;
    return fault;
  }

  /** The pose and lens for `poseMs`, evaluated at `nowMs`. */
  evaluate(poseMs: number, nowMs: number, conditions: FrameConditions, out: FrameCamera): void {
    this.#primary.settle(nowMs);
    this.#backup?.settle(nowMs);
    this.#choose(nowMs, conditions);
    const { track } = this;
    out.idHash = this.idHash;
    out.status = track.status(nowMs);
    out.held = conditions.held;
    Object.assign(out.lens, this.lens);
    out.ageMs = track.hasSample
      ? poseMs - track.newestReceivedMs + this.camera.trackingAgeMs
      : neverMs;
    if (track.hasSample) this.#predict(track, poseMs, nowMs, out);
    else {
      copyPose(out.pose, this.#keeper.shown);
      standStill(out.velocity);
    }
    if (this.#keeper.keep(track, this.camera.conditioning, conditions, nowMs, out)) {
      standStill(out.velocity);
    }
    keepInside(out.pose, this.#bounds);
    out.overscan = this.overscan.update(this.camera, out, this.#walls, conditions.rolling, nowMs);
    this.#account(track, out.ageMs, nowMs);
  }

  status(nowMs: number) {
    return this.track.status(nowMs);
  }

  /** Pose and lens of the frame evaluated last. */
  get standing(): Readonly<Standing> {
    return { pose: this.#keeper.shown, lens: this.lens };
  }

  #choose(nowMs: number, conditions: FrameConditions): void {
    if (!this.#backup) return;
    const next = chooseSource(
      this.role,
      this.#primary.health(nowMs),
      this.#backup.health(nowMs),
      conditions,
    );
    if (next === this.role) return;
    this.role = next;
    this.track.hasReturned = true;
  }

  #predict(track: SourceTrack, poseMs: number, nowMs: number, out: FrameCamera): void {
    const settings = this.#prediction;
    settings.trackingAgeMs = this.camera.trackingAgeMs;
    settings.holdBackMs = this.camera.holdBackMs;
    settings.translationAgeMs = track.translationAgeMs;
    settings.rotationAgeMs = track.rotationAgeMs;
    // A frame is planned ahead of its light: that much silence is no gap.
    const aheadMs = Math.max(0, poseMs - nowMs);
    settings.patienceMs = patienceMs(track.meter.intervalMs) + aheadMs;
    predictPose(out.pose, track.ring, poseMs, settings, this.#bounds, out.velocity);
  }

  #account(track: SourceTrack, ageMs: number, nowMs: number): void {
    if (!track.hasSample) return;
    this.delays.sourceMs = track.lateMs + this.camera.trackingAgeMs;
    this.delays.plannedMs = nowMs - track.newestReceivedMs;
    this.delays.predictedMs = Math.max(0, Math.min(maxHorizonMs, ageMs + track.lateMs));
  }

  #makeBackup(settings: TrackerSettings): SourceTrack | undefined {
    const { backup } = settings.camera;
    return backup && new SourceTrack(backupSettings(settings, backup), this.#trackLens);
  }

  #takeLens(track: SourceTrack, sample: TrackingSample): undefined {
    const pupilBefore = this.lens.entrancePupilMm;
    hearRings(track.raw, sample);
    this.#trackLens.take(track, sample);
    if (this.lens.entrancePupilMm === pupilBefore) return;
    this.#primary.recompose();
    this.#backup?.recompose();
  }

  readonly #trackLens: TrackLens = {
    pupilMm: () => this.lens.entrancePupilMm,
    take: (track, sample) => {
      if (track === this.track) updateLens(this.lens, this.camera.lens, sample);
    },
  };
}

/** Whether the samples are those of one tracker, however they are placed. */
const isSameSource = (a: BackupSource | undefined, b: BackupSource | undefined): boolean =>
  a?.device === b?.device && a?.subject === b?.subject;

function standStill(velocity: Velocity): void {
  vec3.zero(velocity.linear);
  vec3.zero(velocity.angular);
}
