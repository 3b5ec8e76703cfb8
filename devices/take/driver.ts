import { z } from 'zod';
import type { Result } from '../../core/result.ts';
import { id as takeId } from '../../core/show/scalars.ts';
import { createRawRecord, decodeRaw } from '../../core/takes/raw-record.ts';
import type { Device, DeviceContext, DeviceCounters, DeviceStatus } from '../device.ts';
import { deviceFactory } from '../device-factory.ts';
import { PacketCounters } from '../packet-counters.ts';
import { Playback, type Played } from '../replay/playback.ts';
import { readTakeLog, type TakeLog } from './take-log.ts';

const options = z.object({
  /** Id of a take in the show's takes folder, such as `12-A-t03`. */
  take: takeId,
  loop: z.boolean().default(true),
  speed: z.number().min(0.01).max(100).default(1),
});
type TakeOptions = z.infer<typeof options>;

/** Plays a recorded take: what its trackers sent, at the pace at which it came. */
export const takeFactory = deviceFactory({
  kind: 'take',
  poseIs: 'tracker',
  schema: () => options,
  make: (id, parsed, context) => new TakeDevice(id, parsed, context),
});

class TakeDevice implements Device {
  readonly id: string;
  readonly kind = 'take';
  readonly #options: TakeOptions;
  readonly #context: DeviceContext;
  readonly #counters = new PacketCounters();
  readonly #raw = createRawRecord();
  readonly #playback: Playback;
  #cameras: TakeLog['cameras'] = new Map();

  constructor(id: string, parsed: TakeOptions, context: DeviceContext) {
    this.id = id;
    this.#options = parsed;
    this.#context = context;
    const { loop, speed } = parsed;
    this.#playback = new Playback({
      context,
      loop,
      speed,
      read: (folder) => this.#read(folder),
      send: ({ bytes }) => this.receive(bytes),
      explain: (fault) =>
        `Device "${id}" cannot play its take: ${fault}. Set options.take to the id of a recorded take.`,
    });
  }

  open(): Promise<void> {
    return this.#playback.open();
  }

  async close(): Promise<void> {
    this.#playback.close();
  }

  status(): DeviceStatus {
    return this.#playback.status;
  }

  counters(): DeviceCounters {
    return this.#counters;
  }

  /** Takes one sample as it stands in a take log. */
  receive(bytes: Uint8Array): void {
    const raw = this.#raw;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const camera = decodeRaw(view, 0, bytes.length, raw) && this.#cameras.get(raw.idHash);
    if (!camera) {
      this.#counters.refuse('sample');
      return;
    }
    const { sample } = raw;
    sample.subject = camera.id;
    sample.receivedMs = this.#context.nowMs();
    // A loop would take the source's own time and numbers back: the order here is the file's.
    sample.sourceTimeMs = Number.NaN;
    sample.sequence = Number.NaN;
    this.#counters.accept();
    this.#context.sink.sample(sample);
  }

  async #read(folder: string): Promise<Result<Played, string>> {
    const { take } = this.#options;
    const log = await readTakeLog(folder, take);
    if (!log.ok) return log;
    const { samples, cameras } = log.value;
    this.#cameras = cameras;
    const subjects = [...cameras.values()].map(({ id, poseIs }) => `${id} (${poseIs})`);
    const detail = `${take}, ${samples.length} samples; subjects ${subjects.join(', ')}`;
    return { ok: true, value: { recording: samples, detail } };
  }
}
