import { z } from 'zod';
import type { Result } from '../../core/result.ts';
import type {
  Device,
  DeviceContext,
  DeviceCounters,
  DeviceFactory,
  DeviceStatus,
  RemoteAddress,
} from '../device.ts';
import { deviceFactory } from '../device-factory.ts';
import { Playback, type Played } from './playback.ts';
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
  /** Never opened: only its codec is used. */
  readonly #decoder: Device;
  readonly #playback: Playback;

  constructor(id: string, options: ReplayOptions, codec: DeviceFactory, context: DeviceContext) {
    this.id = id;
    this.#options = options;
    const sink = {
      sample: context.sink.sample.bind(context.sink),
      command: () => {},
      control: () => {},
    };
    const loopbackOnly = { ...options.options, interface: '127.0.0.1', allow: [] };
    this.#decoder = codec.create(id, loopbackOnly, { ...context, sink, onStatus: () => {} });
    this.#playback = new Playback({
      context,
      loop: options.loop,
      speed: options.speed,
      read: (folder) => this.#read(folder),
      send: (datagram) => this.#decoder.receive(datagram.bytes, loopbackSender(datagram)),
      explain: (fault) =>
        `Device "${id}" cannot play its recording: ${fault}. Set options.file to a recording in the takes folder.`,
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
    return this.#decoder.counters();
  }

  receive(bytes: Uint8Array, from: RemoteAddress): void {
    this.#decoder.receive(bytes, from);
  }

  async #read(folder: string): Promise<Result<Played, string>> {
    const { file, as } = this.#options;
    const recording = await readTakesFile(folder, file);
    if (!recording.ok) return recording;
    const detail = `${file} as ${as}, ${recording.value.length} datagrams`;
    return { ok: true, value: { recording: recording.value, detail } };
  }
}
