import type { Camera, PoseIs } from '../../core/show/camera-schema.ts';
import type { DeviceEntry, Show } from '../../core/show/show-schema.ts';
import { type Rates, rates as ratesSchema } from '../../core/show/stage-schema.ts';
import { wallGeometry } from '../../core/stage/wall-geometry.ts';
import { poseTimeMs } from '../../core/time/pose-time.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { FramePacket } from '../../core/wire/frame-packet.ts';
import type { CameraStatusReport } from '../../core/wire/status.ts';
import type { RefusalSource } from '../observe/refusal-log.ts';
import { cameraReport } from './camera-report.ts';
import { CameraTracker, type Standing, type TrackerSettings } from './camera-tracker.ts';
import { PhotonChain } from './photon-chain.ts';

/** Told of every accepted pose, on the packet's path: must return at once and keep nothing. */
export type SampleListener = (tracker: CameraTracker, sample: TrackingSample) => void;

export interface CameraSetOptions {
  /** What a device's samples are when the show file is silent. */
  poseIs: (device: DeviceEntry | undefined) => PoseIs;
  onSample: SampleListener;
  /** Where cameras stood before a restart, by id. */
  standing: Readonly<Record<string, Standing>>;
}

const sourceKey = ({ source }: Camera): string => `${source.device}\n${source.subject}`;

/** The show's cameras with their trackers, in the order of the show, and the way of a sample to them. */
export class CameraSet {
  readonly #options: CameraSetOptions;
  /** Of the slowest output: every output draws one frame from one pose. */
  readonly chain = new PhotonChain();
  #trackers: CameraTracker[] = [];
  #rates: Rates = ratesSchema.parse({});
  /** Device id → subject → trackers: two look-ups a packet, and no string is built for them. */
  #routes = new Map<string, Map<string, CameraTracker[]>>();

  constructor(options: CameraSetOptions) {
    this.#options = options;
  }

  get trackers(): readonly CameraTracker[] {
    return this.#trackers;
  }

  /** Follows a change of the show; a camera with the same source keeps its samples. */
  configure(show: Show): void {
    const devices = new Map(show.devices.map((device) => [device.id, device]));
    const old = new Map(this.#trackers.map((tracker) => [tracker.id, tracker]));
    this.#rates = show.stage.rates;
    this.chain.set(Math.max(0, ...show.stage.outputs.map((each) => each.photonDelayMs)));
    const walls = show.stage.walls.filter(({ role }) => role === 'picture').map(wallGeometry);
    this.#trackers = show.cameras.map((camera) => {
      const settings: TrackerSettings = {
        camera,
        defaultPoseIs: this.#options.poseIs(devices.get(camera.source.device)),
        bounds: show.stage.bounds,
        walls,
      };
      return this.#tracker(settings, old.get(camera.id));
    });
    this.#routes = new Map();
    for (const tracker of this.#trackers) this.#addRoute(tracker);
  }

  /** Gives a sample to every camera that it is for; `false` when there is none. */
  route(deviceId: string, sample: TrackingSample): boolean {
    const trackers = this.#routes.get(deviceId)?.get(sample.subject);
    if (!trackers) return false;
    for (const tracker of trackers) {
      const fault = tracker.accept(sample);
      if (fault === undefined && sample.hasPose) this.#options.onSample(tracker, sample);
    }
    return true;
  }

  /** Every camera at the time that the packet's frame is seen, into the packet. Allocates nothing. */
  evaluate(packet: FramePacket, nowMs: number, held: readonly string[], rolling: boolean): void {
    const poseMs = poseTimeMs(packet.targetMs, this.chain.at(nowMs), this.#rates);
    packet.cameraCount = Math.min(this.#trackers.length, packet.cameras.length);
    for (let i = 0; i < packet.cameraCount; i++) {
      const [tracker, camera] = [this.#trackers[i], packet.cameras[i]];
      if (tracker && camera) {
        tracker.evaluate(poseMs, nowMs, held.includes(tracker.id), rolling, camera);
      }
    }
  }

  reports(nowMs: number): CameraStatusReport[] {
    return this.#trackers.map((tracker) => cameraReport(tracker, nowMs));
  }

  /** What was refused, by camera and reason. */
  refusals(): RefusalSource[] {
    return this.#trackers.map(({ id, refused }) => ({
      name: `camera "${id}"`,
      refused: Object.fromEntries(refused),
    }));
  }

  #tracker(settings: TrackerSettings, old: CameraTracker | undefined): CameraTracker {
    const { camera } = settings;
    if (old && sourceKey(old.camera) === sourceKey(camera)) {
      old.configure(settings);
      return old;
    }
    return new CameraTracker(settings, old?.standing ?? this.#options.standing[camera.id]);
  }

  #addRoute(tracker: CameraTracker): void {
    const { device, subject } = tracker.camera.source;
    const subjects = this.#routes.get(device) ?? new Map<string, CameraTracker[]>();
    this.#routes.set(device, subjects);
    subjects.set(subject, [...(subjects.get(subject) ?? []), tracker]);
  }
}
