import { z } from 'zod';
import { id as takeId } from '../../core/show/scalars.ts';
import { createRawRecord, decodeRaw } from '../../core/takes/raw-record.ts';
import type { Device, DeviceContext, DeviceCounters, DeviceStatus } from '../device.ts';
import { deviceFactory } from '../device-factory.ts';
import { PacketCounters } from '../packet-counters.ts';
import { playRecording } from '../replay/player.ts';
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
  #cameras: TakeLog['cameras'] = new Map();
  #stop: (() => void) | undefined;
  #openings = 0;
  #status: DeviceStatus = { state: 'closed' };

  constructor(id: string, parsed: TakeOptions, context: DeviceContext) {
    this.id = id;
    this.#options = parsed;
    this.#context = context;
  }

  async open(): Promise<void> {
    this.#stop?.();
    this.#openings += 1;
    const opening = this.#openings;
    const folder = this.#context.takesFolder;
    if (folder === undefined) return this.#unavailable('this show has no takes folder');
    const log = await readTakeLog(folder, this.#options.take);
    // Closed or opened again while the file was read.
    if (opening !== this.#openings) return;
    if (log.ok) this.#play(log.value);
    else this.#unavailable(log.fault);
  }

  async close(): Promise<void> {
    this.#openings += 1;
    this.#stop?.();
    this.#stop = undefined;
    this.#setStatus({ state: 'closed' });
  }

  status(): DeviceStatus {
    return this.#status;
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

  #play({ samples, cameras }: TakeLog): void {
    const { take, loop, speed } = this.#options;
    this.#cameras = cameras;
    this.#stop = playRecording(samples, {
      nowMs: this.#context.nowMs,
      speed,
      loop,
      send: ({ bytes }) => this.receive(bytes),
      onEnd: () => this.#setStatus({ state: 'closed' }),
    });
    const subjects = [...cameras.values()].map(({ id, poseIs }) => `${id} (${poseIs})`);
    const detail = `${take}, ${samples.length} samples; subjects ${subjects.join(', ')}`;
    this.#setStatus({ state: 'open', detail });
  }

  #unavailable(fault: string): void {
    const reason = `Device "${this.id}" cannot play its take: ${fault}. Set options.take to the id of a recorded take.`;
    this.#setStatus({ state: 'unavailable', reason });
  }

  #setStatus(status: DeviceStatus): void {
    this.#status = status;
    this.#context.onStatus();
  }
}
