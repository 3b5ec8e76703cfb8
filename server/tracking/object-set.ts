import type { Triple } from '../../core/math.ts';
import { sameJson } from '../../core/show/patch.ts';
import type { Show, TrackedObject } from '../../core/show/show-schema.ts';
import { patienceMs } from '../../core/tracking/camera-status.ts';
import { poseAxes } from '../../core/tracking/pose-axes.ts';
import { poseChain } from '../../core/tracking/pose-chain.ts';
import { type Bounds, type PredictionSettings, predictPose } from '../../core/tracking/predict.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { type FrameObject, maxObjects } from '../../core/wire/frame-object.ts';
import type { FramePacket } from '../../core/wire/frame-packet.ts';
import { idHash } from '../../core/wire/message-type.ts';
import type { ObjectStatusReport } from '../../core/wire/status.ts';
import { SampleRoutes, tellsKinds } from './sample-routes.ts';
import { SourceTrack, type TrackLens, type TrackSettings } from './source-track.ts';

/** Objects have no lens. */
const noLens: TrackLens = { pupilMm: () => 0, take: () => {} };
/** An actor may be carried, and a prop thrown. */
const limits = { metresPerSecond: 30, degreesPerSecond: Number.POSITIVE_INFINITY };
const zero: Triple = [0, 0, 0];
const axes = poseAxes();
const noTremor = { metres: 0, radians: 0 };

interface Followed {
  object: TrackedObject;
  idHash: number;
  track: SourceTrack;
  tellsKinds: boolean;
}

function trackSettings(object: TrackedObject, bounds: Bounds): TrackSettings {
  const mount = { position: zero, rotationDeg: zero };
  const source = { ...object.source, poseIs: 'pupil' as const };
  const chain = poseChain({ source, registration: object.registration, mount }, 'pupil');
  return { axes, chain, bounds, limits, tremor: noTremor };
}

/** The show's tracked objects, in its order, and the way of a sample to them. Times are show time in ms. */
export class ObjectSet {
  #followed: Followed[] = [];
  #bounds: Bounds = { min: [0, 0, 0], max: [0, 0, 0] };
  readonly #routes = new SampleRoutes<Followed>();
  readonly #prediction: PredictionSettings = { trackingAgeMs: 0, holdBackMs: 0, patienceMs: 50 };

  /** Follows a change of the show; an object with the same source keeps its samples. */
  configure({ objects, stage, devices }: Show): void {
    const kinds = new Map(devices.map((device) => [device.id, tellsKinds(device)]));
    const old = new Map(this.#followed.map((each) => [each.object.id, each]));
    this.#bounds = stage.bounds;
    this.#followed = objects.map((object) => ({
      ...this.#follow(object, old.get(object.id)),
      tellsKinds: kinds.get(object.source.device) ?? false,
    }));
    this.#routes.clear();
    for (const each of this.#followed) this.#routes.add(each.object.source, each);
  }

  /** Gives a sample to every object that it is for; `false` when there is none. */
  route(deviceId: string, sample: TrackingSample): boolean {
    const followed = this.#routes.of(deviceId, sample.subject);
    if (!followed || !sample.hasPose) return false;
    let isTaken = false;
    for (const { track, tellsKinds: isTold } of followed) {
      if (isTold && sample.kind === 'camera') continue;
      isTaken = true;
      const fault = track.take(sample);
      if (fault) track.count(fault, sample.receivedMs);
      else track.accepted += 1;
    }
    return isTaken;
  }

  /** Every object that was ever seen, at `poseMs`, into the packet. Allocates nothing. */
  evaluate(packet: FramePacket, poseMs: number, nowMs: number): void {
    let count = 0;
    for (const each of this.#followed) {
      const out = packet.objects[count];
      each.track.settle(nowMs);
      if (!out || !each.track.hasSample) continue;
      this.#evaluate(each, poseMs, nowMs, out);
      count += 1;
    }
    packet.objectCount = Math.min(count, maxObjects);
  }

  reports(nowMs: number): ObjectStatusReport[] {
    return this.#followed.map(({ object, track }) => {
      const { position: p, orientation: q } = track.newest;
      const pose = {
        position: [p[0], p[1], p[2]] as [number, number, number],
        orientation: [q[0], q[1], q[2], q[3]] as [number, number, number, number],
      };
      return {
        id: object.id,
        status: track.status(nowMs),
        ageMs: track.hasSample ? nowMs - track.newestReceivedMs : null,
        rateHz: track.meter.rateHz(nowMs),
        pose: track.hasSample ? pose : null,
        counters: { accepted: track.accepted, refused: Object.fromEntries(track.refused) },
      };
    });
  }

  #evaluate(
    { track, idHash: id }: Followed,
    poseMs: number,
    nowMs: number,
    out: FrameObject,
  ): void {
    out.idHash = id;
    out.status = track.status(nowMs);
    out.ageMs = poseMs - track.newestReceivedMs;
    const aheadMs = Math.max(0, poseMs - nowMs);
    this.#prediction.patienceMs = patienceMs(track.meter.intervalMs) + aheadMs;
    predictPose(out.pose, track.ring, poseMs, this.#prediction, this.#bounds, out.velocity);
  }

  #follow(object: TrackedObject, old: Followed | undefined): Followed {
    const settings = trackSettings(object, this.#bounds);
    if (old && sameJson(old.object.source, object.source)) {
      old.track.configure(settings, false);
      return { ...old, object };
    }
    const track = new SourceTrack(settings, noLens);
    return { object, idHash: idHash(object.id), track, tellsKinds: false };
  }
}
