import type { Device, DeviceContext, DeviceFactory, DeviceStatus } from '../device.ts';
import { deviceFactory } from '../device-factory.ts';
import { afterMs } from '../native/keep-entry.ts';
import { type Keeping, type KeptProcess, keepProcess } from '../native/kept-process.ts';
import { PacketCounters } from '../packet-counters.ts';
import type { AudioBackend } from './backend.ts';
import { channelsFor, type LtcOptions, ltcOptions } from './options.ts';
import { PcmBytes } from './pcm-bytes.ts';
import { ProgramAudio } from './program-backend.ts';
import { LtcReceiver } from './receiver.ts';
import { SimulatedAudio, simulatedInput } from './simulator.ts';

/** When a recording that ended is begun anew; tests hand in their own. */
type LtcTimers = Pick<Keeping, 'nowMs' | 'after'>;

const machineTimers: LtcTimers = { nowMs: () => performance.now(), after: afterMs };

/** A factory of LTC devices on sound inputs and timers of one's own. */
export const ltcFactoryOn = (
  backendOf: (options: LtcOptions) => AudioBackend,
  timers: LtcTimers = machineTimers,
): DeviceFactory =>
  deviceFactory({
    kind: 'ltc',
    poseIs: 'tracker',
    schema: () => ltcOptions,
    make: (id, options, context) =>
      new LtcDevice({ id, options, context, backend: backendOf(options), timers }),
  });

/** LTC on a sound input of this machine. */
export const ltcFactory = ltcFactoryOn(({ input }) =>
  input === simulatedInput ? new SimulatedAudio() : new ProgramAudio(),
);

interface LtcDeviceParts {
  id: string;
  options: LtcOptions;
  context: DeviceContext;
  backend: AudioBackend;
  timers: LtcTimers;
}

class LtcDevice implements Device {
  readonly id: string;
  readonly kind = 'ltc';
  readonly #parts: LtcDeviceParts;
  readonly #counters = new PacketCounters();
  readonly #receiver: LtcReceiver;
  readonly #bytes: PcmBytes;
  #recording: KeptProcess | undefined;
  #status: DeviceStatus = { state: 'closed' };

  constructor(parts: LtcDeviceParts) {
    const { options, context } = parts;
    this.id = parts.id;
    this.#parts = parts;
    this.#bytes = new PcmBytes(channelsFor(options));
    this.#receiver = new LtcReceiver({
      options,
      channels: channelsFor(options),
      context,
      counters: this.#counters,
      onState: context.onStatus,
    });
  }

  async open(): Promise<void> {
    await this.#stop();
    const { backend, options, timers } = this.#parts;
    const { input, sampleRate } = options;
    const channels = channelsFor(options);
    this.#setOpen();
    this.#recording = keepProcess(
      {
        ...timers,
        start: (on) => {
          this.#receiver.restart();
          const capture = backend.open(
            { input, sampleRate, channels },
            { pcm: (samples, atMs) => this.#take(samples, atMs), ended: on.ended },
          );
          return { send: () => {}, close: () => capture.close() };
        },
      },
      { message: () => {}, ended: (reason) => this.#setUnavailable(reason) },
    );
  }

  async close(): Promise<void> {
    await this.#stop();
    if (this.#status.state !== 'closed') this.#setStatus({ state: 'closed' });
  }

  status(): DeviceStatus {
    if (this.#status.state !== 'open') return this.#status;
    return { state: 'open', detail: `${this.#status.detail}: ${this.#receiver.detail}` };
  }

  counters(): PacketCounters {
    return this.#counters;
  }

  /** Takes samples as a recording has them: 16 bits, little-endian, all channels in turn; a frame at least. */
  receive(bytes: Uint8Array): void {
    const isWhole = bytes.length > 0 && bytes.length % this.#bytes.frameBytes === 0;
    if (!isWhole) {
      this.#counters.refuse('length');
      return;
    }
    const before = this.#frames;
    this.#receiver.take(this.#bytes.take(bytes), this.#parts.context.nowMs());
    if (this.#frames === before) this.#counters.refuse('no-timecode');
  }

  /** Frames that were decoded, good or bad. */
  get #frames(): number {
    return this.#counters.accepted + (this.#counters.refused.get('timecode') ?? 0);
  }

  /** That sound comes is what makes an input that failed available again. */
  #take(samples: Int16Array, arrivedMs: number): void {
    if (!this.#recording || samples.length === 0) return;
    if (this.#status.state !== 'open') this.#setOpen();
    this.#receiver.take(samples, arrivedMs);
  }

  async #stop(): Promise<void> {
    const last = this.#recording;
    this.#recording = undefined;
    await last?.close();
  }

  #setOpen(): void {
    const { input, channel, sampleRate } = this.#parts.options;
    const detail = `${input}, channel ${channel}, ${sampleRate} Hz`;
    this.#setStatus({ state: 'open', detail });
  }

  #setUnavailable(reason: string): void {
    const isNews = this.#status.state !== 'unavailable' || this.#status.reason !== reason;
    if (isNews) this.#setStatus({ state: 'unavailable', reason });
  }

  #setStatus(status: DeviceStatus): void {
    this.#status = status;
    this.#parts.context.onStatus();
  }
}
