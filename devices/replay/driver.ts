import { z } from 'zod';
import type {
  Device,
  DeviceContext,
  DeviceCounters,
  DeviceFactory,
  DeviceStatus,
  RemoteAddress,
} from '../device.ts';
import { deviceFactory } from '../device-factory.ts';
import { playRecording } from './player.ts';
import { loopbackSender } from './replay-into.ts';
import { readTakesFile } from './takes-file.ts';

/** `file` in the show's takes folder is played through the codec of device kind `as`. */
const schemaFor = (kinds: readonly [string, ...string[]]) =>
  z.object({
    file: z.string().min(1).max(512),
    as: z.enum(kinds),
    /** Options of the kind that is played, such as a vendor's profile. */
    options: z.record(z.string(), z.unknown()).default({}),
    loop: z.boolean().default(true),
    speed: z.number().min(0.01).max(100).default(1),
  });
type ReplayOptions = z.infer<ReturnType<typeof schemaFor>>;

/**
 * A device that plays a recording through the codec of another kind. Poses come as from the tracker;
 * commands in the recording are not given again.
 */
export function replayFactory(kinds: readonly [DeviceFactory, ...DeviceFactory[]]): DeviceFactory {
  const [first, ...others] = kinds;
  const schema = schemaFor([first.kind, ...others.map((factory) => factory.kind)]);
  return deviceFactory({
    kind: 'replay',
    poseIs: 'tracker',
    schema: () => schema,
    make: (id, options, context) => {
      const codec = kinds.find((factory) => factory.kind === options.as) ?? first;
      return new ReplayDevice(id, options, codec, context);
    },
  });
}

class ReplayDevice implements Device {
  readonly id: string;
  readonly kind = 'replay';
  readonly #options: ReplayOptions;
  readonly #context: DeviceContext;
  /** Never opened: only its codec is used. */
  readonly #decoder: Device;
  #stop: (() => void) | undefined;
  #openings = 0;
  #status: DeviceStatus = { state: 'closed' };

  constructor(id: string, options: ReplayOptions, codec: DeviceFactory, context: DeviceContext) {
    this.id = id;
    this.#options = options;
    this.#context = context;
    const sink = {
      sample: context.sink.sample.bind(context.sink),
      command: () => {},
      control: () => {},
    };
    const loopbackOnly = { ...options.options, interface: '127.0.0.1', allow: [] };
    this.#decoder = codec.create(id, loopbackOnly, { ...context, sink, onStatus: () => {} });
  }

  async open(): Promise<void> {
    this.#stop?.();
    this.#openings += 1;
    const opening = this.#openings;
    const { file, as, loop, speed } = this.#options;
    const folder = this.#context.takesFolder;
    if (folder === undefined) return this.#unavailable('this show has no takes folder');
    const recording = await readTakesFile(folder, file);
    // Closed or opened again while the file was read.
    if (opening !== this.#openings) return;
    if (!recording.ok) return this.#unavailable(recording.fault);
    this.#stop = playRecording(recording.value, {
      nowMs: this.#context.nowMs,
      speed,
      loop,
      send: (datagram) => this.#decoder.receive(datagram.bytes, loopbackSender(datagram)),
      onEnd: () => this.#setStatus({ state: 'closed' }),
    });
    this.#setStatus({
      state: 'open',
      detail: `${file} as ${as}, ${recording.value.length} datagrams`,
    });
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
    return this.#decoder.counters();
  }

  receive(bytes: Uint8Array, from: RemoteAddress): void {
    this.#decoder.receive(bytes, from);
  }

  #unavailable(fault: string): void {
    const reason = `Device "${this.id}" cannot play its recording: ${fault}. Set options.file to a recording in the takes folder.`;
    this.#setStatus({ state: 'unavailable', reason });
  }

  #setStatus(status: DeviceStatus): void {
    this.#status = status;
    this.#context.onStatus();
  }
}
