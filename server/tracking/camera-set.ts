import type { Camera, PoseIs } from '../../core/show/camera-schema.ts';
import type { DeviceEntry, Show } from '../../core/show/show-schema.ts';
import { type Rates, rates as ratesSchema } from '../../core/show/stage-schema.ts';
import { wallGeometry } from '../../core/stage/wall-geometry.ts';
import { poseTimeMs } from '../../core/time/pose-time.ts';
import { periodMs } from '../../core/time/rate.ts';
import { patienceMs } from '../../core/tracking/camera-status.ts';
import { GroupLoss } from '../../core/tracking/group-loss.ts';
import type { SourceRole } from '../../core/tracking/source-choice.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { FramePacket } from '../../core/wire/frame-packet.ts';
import type { CameraStatusReport } from '../../core/wire/status.ts';
import type { RefusalSource } from '../observe/refusal-log.ts';
import { cameraReport } from './camera-report.ts';
import {
  CameraTracker,
  type FrameConditions,
  type Standing,
  type TrackerSettings,
} from './camera-tracker.ts';
import { ObjectSet } from './object-set.ts';
import { PhotonChain } from './photon-chain.ts';
import { SampleRoutes, tellsKinds } from './sample-routes.ts';
import type { SourceTrack } from './source-track.ts';

/** Told of every accepted pose, on the packet's path: must return at once and keep nothing. */
export type SampleListener = (tracker: CameraTracker, sample: TrackingSample) => void;

export interface CameraSetOptions {
  /** What a device's samples are when the show file is silent. */
  poseIs: (device: DeviceEntry | undefined) => PoseIs;
  onSample: SampleListener;
  /** Told of every accepted sample of every source, lens data included; on the packet's path, too. */
  onAccepted?: (tracker: CameraTracker, track: SourceTrack, sample: TrackingSample) => void;
  /** Where cameras stood before a restart, by id. */
  standing: Readonly<Record<string, Standing>>;
}

/** A camera that takes samples of one subject of one device, as its first source or as its backup. */
interface Route {
  tracker: CameraTracker;
  role: SourceRole;
  /** The network interface that the samples arrive by: what may fail as one. */
  network: string;
  /** The device has addresses of their own for cameras and for objects. */
  tellsKinds: boolean;
}

const sourceKey = ({ source }: Camera): string => `${source.device}\n${source.subject}`;

/** The show's cameras with their trackers, in the order of the show, and the way of a sample to them. */
export class CameraSet {
  readonly #options: CameraSetOptions;
  /** Of all outputs together: they draw one frame from one pose. */
  readonly chain = new PhotonChain();
  readonly objects = new ObjectSet();
  #trackers: CameraTracker[] = [];
  #rates: Rates = ratesSchema.parse({});
  readonly #routes = new SampleRoutes<Route>();
  #all: Route[] = [];
  readonly #stopped = new Set<Route>();
  readonly #groupLoss = new GroupLoss();
  readonly #conditions: FrameConditions = {
    held: false,
    rolling: false,
    groupLoss: false,
    framePeriodMs: 0,
  };

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
    this.objects.configure(show);
    this.chain.set(Math.max(0, ...show.stage.outputs.map((each) => each.photonDelayMs)));
    const walls = show.stage.walls.filter(({ role }) => role === 'picture').map(wallGeometry);
    this.#trackers = show.cameras.map((camera) => {
      const settings: TrackerSettings = {
        camera,
        defaultPoseIs: this.#options.poseIs(devices.get(camera.source.device)),
        backupPoseIs: this.#options.poseIs(devices.get(camera.backup?.device ?? '')),
        bounds: show.stage.bounds,
        walls,
      };
      return this.#tracker(settings, old.get(camera.id));
    });
    this.#routes.clear();
    this.#all = [];
    this.#stopped.clear();
    for (const tracker of this.#trackers) {
      const { source, backup } = tracker.camera;
      this.#addRoute(source, tracker, 'primary', devices.get(source.device));
      if (backup) this.#addRoute(backup, tracker, 'backup', devices.get(backup.device));
    }
  }

  /** Gives a sample to every camera and object that it is for; `false` when there is none. */
  route(deviceId: string, sample: TrackingSample): boolean {
    const isObject = this.objects.route(deviceId, sample);
    const routes = this.#routes.of(deviceId, sample.subject);
    if (!routes) return isObject;
    let isTaken = isObject;
    for (const { tracker, role, tellsKinds } of routes) {
      if (tellsKinds && sample.kind === 'object') continue;
      isTaken = true;
      if (tracker.accept(sample, role) !== undefined) continue;
      const track = tracker.tracks[role === 'primary' ? 0 : 1];
      if (track) this.#options.onAccepted?.(tracker, track, sample);
      if (sample.hasPose && tracker.role === role) this.#options.onSample(tracker, sample);
    }
    return isTaken;
  }

  /** Every camera and object at the time that the packet's frame is seen, which is returned. Allocates nothing. */
  evaluate(packet: FramePacket, nowMs: number, held: readonly string[], rolling: boolean): number {
    const poseMs = poseTimeMs(packet.targetMs, this.chain.at(nowMs), this.#rates);
    this.objects.evaluate(packet, poseMs, nowMs);
    packet.cameraCount = Math.min(this.#trackers.length, packet.cameras.length);
    this.#noticeStops(nowMs);
    const conditions = this.#conditions;
    conditions.rolling = rolling;
    conditions.groupLoss = this.#groupLoss.isActive(nowMs);
    conditions.framePeriodMs = periodMs(this.#rates.wall);
    for (let i = 0; i < packet.cameraCount; i++) {
      const [tracker, camera] = [this.#trackers[i], packet.cameras[i]];
      if (!tracker || !camera) continue;
      conditions.held = held.includes(tracker.id);
      tracker.evaluate(poseMs, nowMs, conditions, camera);
    }
    return poseMs;
  }

  reports(nowMs: number): CameraStatusReport[] {
    return this.#trackers.map((tracker) => cameraReport(tracker, nowMs));
  }

  /** What was refused, by camera and reason. */
  refusals(): RefusalSource[] {
    return this.#trackers.flatMap(({ id, tracks }) =>
      tracks.map(({ refused }, i) => ({
        name: i === 0 ? `camera "${id}"` : `the backup of camera "${id}"`,
        refused: Object.fromEntries(refused),
      })),
    );
  }

  /** Tells the group rule of every source that has fallen silent since the last frame. */
  #noticeStops(nowMs: number): void {
    for (const route of this.#all) {
      const track = route.tracker.tracks[route.role === 'primary' ? 0 : 1];
      const gapMs = track ? nowMs - track.newestReceivedMs : Number.NaN;
      const isSilent = gapMs > patienceMs(track?.meter.intervalMs ?? 0);
      if (!isSilent) this.#stopped.delete(route);
      else if (track && !this.#stopped.has(route)) {
        this.#stopped.add(route);
        this.#groupLoss.stopped(route.network, sourceName(route), track.newestReceivedMs);
      }
    }
  }

  #tracker(settings: TrackerSettings, old: CameraTracker | undefined): CameraTracker {
    const { camera } = settings;
    if (old && sourceKey(old.camera) === sourceKey(camera)) {
      old.configure(settings);
      return old;
    }
    return new CameraTracker(settings, old?.standing ?? this.#options.standing[camera.id]);
  }

  #addRoute(
    source: { device: string; subject: string },
    tracker: CameraTracker,
    role: SourceRole,
    entry: DeviceEntry | undefined,
  ): void {
    const network = String(entry?.options.interface ?? '');
    const route: Route = { tracker, role, network, tellsKinds: tellsKinds(entry) };
    this.#routes.add(source, route);
    this.#all.push(route);
  }
}

/** Two cameras on one source do not make a group of sources. */
const sourceName = ({ tracker, role }: Route): string => {
  const { source, backup } = tracker.camera;
  const { device, subject } = role === 'backup' && backup ? backup : source;
  return `${device}\n${subject}`;
};
