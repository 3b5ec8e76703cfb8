import { copyPose, createPose, type Pose } from '../../core/math.ts';
import { sameJson } from '../../core/show/patch.ts';
import { ArrivalBurst } from '../../core/tracking/arrival-burst.ts';
import { ArrivalTrust } from '../../core/tracking/arrival-trust.ts';
import { type CameraStatus, cameraStatus } from '../../core/tracking/camera-status.ts';
import { JumpGate, type SpeedLimits } from '../../core/tracking/jump-gate.ts';
import { OvertakenGate } from '../../core/tracking/overtaken-gate.ts';
import { type PoseAxes, poseFromSample, rereadPose } from '../../core/tracking/pose-axes.ts';
import { type PoseChain, stageFromPupil } from '../../core/tracking/pose-chain.ts';
import { PoseRing } from '../../core/tracking/pose-ring.ts';
import { type Bounds, isInside, keepInside } from '../../core/tracking/predict.ts';
import { RhythmClock } from '../../core/tracking/rhythm-clock.ts';
import type { SourceHealth } from '../../core/tracking/source-choice.ts';
import { SourceClock } from '../../core/tracking/source-clock.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { type Tremor, TremorFilter } from '../../core/tracking/tremor-filter.ts';
import { ArrivalMeter } from './arrival-meter.ts';
import { createRawSample, hearRings } from './raw-sample.ts';
import { type SampleFault, sampleFault } from './sample-fault.ts';
import { SequenceGate } from './sequence-gate.ts';

/** The camera's lens as its tracks see it: the pupil to compose with, and where lens data goes. */
export interface TrackLens {
  pupilMm(): number;
  take(track: SourceTrack, sample: TrackingSample): void;
}

/** What a track takes from the show. */
export interface TrackSettings {
  axes: PoseAxes;
  chain: PoseChain;
  bounds: Bounds;
  limits: SpeedLimits;
  tremor: Tremor;
}

/** So many samples without a break make a source that would be missed. */
const steadyCount = 60;
const steadyMs = 1000;

/**
 * The samples of one source of one camera, up to a pose history in stage space: validation, order,
 * speed, clock. Nothing is allocated per sample. Times are show time in ms.
 */
export class SourceTrack {
  readonly ring = new PoseRing();
  readonly meter = new ArrivalMeter();
  readonly raw = createRawSample();
  /** Newest accepted sample composed to the pupil in stage space. */
  readonly newest = createPose();
  newestReceivedMs = Number.NaN;
  accepted = 0;
  readonly refused = new Map<SampleFault, number>();
  /** Of the sample taken last: how much later it came than its path allows, ms. */
  lateMs = 0;
  translationAgeMs = 0;
  rotationAgeMs = 0;
  /** The source speaks again after a silence in which a steady camera was held; whoever eases it clears this. */
  hasReturned = false;
  readonly #lens: TrackLens;
  #settings: TrackSettings;
  #runStartMs = Number.NaN;
  #runCount = 0;
  readonly #samplePose = createPose();
  readonly #composed = createPose();
  readonly #waiting = createPose();
  readonly #gate = new SequenceGate();
  readonly #jumps = new JumpGate();
  readonly #overtaken = new OvertakenGate();
  readonly #clock = new SourceClock();
  readonly #rhythm = new RhythmClock();
  readonly #trust = new ArrivalTrust();
  /** The newest sample's slot in its source's rhythm; NaN without one. */
  #slotMs = Number.NaN;
  readonly #burst = new ArrivalBurst();
  readonly #tremor = new TremorFilter();

  constructor(settings: TrackSettings, lens: TrackLens) {
    this.#settings = settings;
    this.#lens = lens;
  }

  get hasSample(): boolean {
    return !Number.isNaN(this.newestReceivedMs);
  }

  get chain(): PoseChain {
    return this.#settings.chain;
  }

  /** The show changed; `isLensNew`: the lens did, too. */
  configure(settings: TrackSettings, isLensNew: boolean): void {
    const { axes, chain, bounds } = this.#settings;
    const hasSameAxes = sameJson(settings.axes, axes);
    const isSame = sameJson(settings.chain, chain) && sameJson(settings.bounds, bounds);
    this.#settings = settings;
    if (!hasSameAxes) {
      rereadPose(this.raw.pose, axes, settings.axes);
      this.#overtaken.clear();
    }
    if (!hasSameAxes || !isSame || isLensNew) this.recompose();
  }

  /** The newest sample through the chain as it stands now; older ones no longer compare. */
  recompose(): void {
    if (!this.hasSample) return;
    this.#compose(this.newest, this.raw.pose);
    const timeMs = this.ring.timeMs(0);
    this.ring.clear();
    this.ring.push(timeMs, this.newest);
    this.#jumps.clear();
    this.#tremor.clear();
  }

  /** Takes a pose in, or says why not. Keeps nothing of `sample` but numbers. */
  take(sample: TrackingSample): SampleFault | undefined {
    const fault = this.#fault(sample);
    if (fault) return fault;
    const atMs = this.#timeOf(sample);
    const isUntimed = !Number.isFinite(sample.sourceTimeMs);
    if (isUntimed && this.#overtaken.isOvertaken(this.#samplePose)) {
      this.#rhythm.takeBack();
      return 'late';
    }
    const periodMs = this.meter.periodMs(sample.receivedMs);
    const verdict = this.#jumps.judge(this.#composed, atMs, periodMs, this.#settings.limits);
    if (verdict === 'held') {
      copyPose(this.#waiting, this.#samplePose);
      return 'jump';
    }
    if (verdict === 'moved') this.ring.clear();
    this.#overtaken.accept(this.#samplePose, this.#rhythm.holes);
    this.#lens.take(this, sample);
    copyPose(this.raw.pose, this.#samplePose);
    hearRings(this.raw, sample);
    this.#compose(this.newest, this.raw.pose);
    this.#keep(sample, atMs);
    return undefined;
  }

  count(fault: SampleFault, receivedMs: number): void {
    this.refused.set(fault, (this.refused.get(fault) ?? 0) + 1);
    this.meter.refuse(receivedMs);
    if (fault !== 'jump') this.#jumps.heard(receivedMs);
  }

  /** Takes the jump that nothing has contradicted: the camera is there. */
  settle(nowMs: number): void {
    if (!this.#jumps.isUncontradicted(nowMs)) return;
    this.ring.clear();
    copyPose(this.raw.pose, this.#waiting);
    this.#compose(this.newest, this.raw.pose);
    this.newestReceivedMs = this.#jumps.lastMs;
    this.ring.push(this.#jumps.lastMs, this.newest);
  }

  status(nowMs: number): CameraStatus {
    const gapMs = nowMs - this.newestReceivedMs;
    return cameraStatus(gapMs, this.meter.intervalMs, this.meter.loss(nowMs));
  }

  health(nowMs: number): SourceHealth {
    const status = this.status(nowMs);
    const isRunning = status === 'ok' || status === 'degraded';
    return { status, steadyForMs: isRunning ? nowMs - this.#runStartMs : 0 };
  }

  #compose(out: Pose, tracked: Readonly<Pose>): void {
    stageFromPupil(out, this.chain, tracked, this.#lens.pupilMm());
    keepInside(out, this.#settings.bounds);
  }

  #fault(sample: TrackingSample): SampleFault | undefined {
    const fault = sampleFault(sample);
    if (fault) return fault;
    poseFromSample(this.#samplePose, sample, this.#settings.axes);
    stageFromPupil(this.#composed, this.chain, this.#samplePose, this.#lens.pupilMm());
    if (!isInside(this.#composed.position, this.#settings.bounds)) return 'bounds';
    if (Number.isNaN(sample.sequence) && this.#clock.isLate(sample.sourceTimeMs)) return 'late';
    return this.#gate.check(sample.sequence, sample.receivedMs);
  }

  /** The sample's time on the axis of arrivals: by its own clock, by its source's rhythm, or its arrival. */
  #timeOf(sample: TrackingSample): number {
    const { sourceTimeMs, receivedMs } = sample;
    if (Number.isFinite(sourceTimeMs)) return this.#clock.map(sourceTimeMs, receivedMs);
    this.#slotMs = this.#slotTime(sample);
    if (this.#isByArrival) return this.#clock.map(Number.NaN, receivedMs);
    const newestMs = this.ring.count > 0 ? this.ring.timeMs(0) : this.#slotMs;
    return Math.min(receivedMs, Math.max(this.#slotMs, newestMs));
  }

  get #isByArrival(): boolean {
    return Number.isNaN(this.#slotMs) || this.#trust.isByArrival;
  }

  /** Time of the source's slot that the sample belongs to; NaN while it has no rhythm. */
  #slotTime({ receivedMs, sequence }: TrackingSample): number {
    const arrivedMs = this.#rhythm.map(receivedMs);
    const { holes } = this.#rhythm;
    if (holes === 0) return arrivedMs;
    const counted = this.#gate.lost + 1;
    const ahead = Number.isNaN(sequence)
      ? this.#overtaken.slotsAhead(this.#samplePose, holes + 1)
      : Math.min(holes + 1, counted);
    return ahead > holes ? arrivedMs : this.#rhythm.setBack(holes + 1 - ahead);
  }

  #keep(sample: TrackingSample, atMs: number): void {
    const { receivedMs } = sample;
    this.#noticeReturn(receivedMs);
    this.newestReceivedMs = receivedMs;
    this.meter.accept(receivedMs, this.#gate.lost);
    this.lateMs = receivedMs - atMs;
    this.translationAgeMs = orZero(sample.translationAgeMs);
    this.rotationAgeMs = orZero(sample.rotationAgeMs);
    this.#quiet(atMs);
    this.ring.push(atMs, this.newest);
    if (!Number.isFinite(sample.sourceTimeMs)) this.#settleTimes(receivedMs, atMs);
  }

  #settleTimes(receivedMs: number, atMs: number): void {
    const { periodMs, isShared } = this.#rhythm;
    if (!this.#isByArrival) this.#burst.spreadSlots(this.ring, atMs, periodMs, isShared);
    else this.#burst.spread(this.ring, receivedMs, this.meter.periodMs(receivedMs));
    if (!Number.isNaN(this.#slotMs)) this.#trust.hear(this.raw.pose, receivedMs, this.#slotMs);
  }

  #quiet(atMs: number): void {
    const { metres, radians } = this.#settings.tremor;
    if (metres > 0 || radians > 0) this.#tremor.apply(this.newest, atMs, this.#settings.tremor);
  }

  #noticeReturn(receivedMs: number): void {
    const status = this.status(receivedMs);
    const hadStopped = status === 'hold' || status === 'lost';
    const wasSteady =
      this.#runCount >= steadyCount && this.newestReceivedMs - this.#runStartMs >= steadyMs;
    if (hadStopped && wasSteady) this.hasReturned = true;
    if (hadStopped || this.#runCount === 0) {
      this.#runStartMs = receivedMs;
      this.#runCount = 0;
    }
    this.#runCount += 1;
  }
}

const orZero = (ms: number): number => (Number.isFinite(ms) ? ms : 0);
