import type { Lamp } from '../../core/control/control-event.ts';
import { createTimecode, timecodeFromFrame, timecodeText } from '../../core/time/timecode.ts';
import type { Device, DeviceContext, DeviceFactory, DeviceStatus } from '../device.ts';
import { deviceFactory } from '../device-factory.ts';
import { afterMs } from '../native/keep-entry.ts';
import { backOffMs, type Keeping } from '../native/kept-process.ts';
import { PacketCounters } from '../packet-counters.ts';
import type { MidiBackend, MidiConnection, MidiPorts } from './backend.ts';
import { Feedback, handMs } from './feedback.ts';
import { HostMidi } from './host-backend.ts';
import { type MidiOptions, midiOptions } from './options.ts';
import { noPortReason, portByName } from './port-name.ts';
import { MidiReceiver } from './receiver.ts';
import { SimulatedMidi, simulatedPort } from './simulator.ts';

/** Calls a function once after a time, unless it is called off. */
type After = Keeping['after'];

/** How often ports are looked at: what is plugged in works within two of them. */
const lookMs = 1000;

/** A factory of MIDI devices on a backend and timers of one's own. */
export const midiFactoryOn = (
  backendOf: (options: MidiOptions) => MidiBackend,
  after: After = afterMs,
): DeviceFactory =>
  deviceFactory({
    kind: 'midi',
    poseIs: 'tracker',
    schema: () => midiOptions,
    make: (id, options, context) =>
      new MidiDevice({ id, options, context, backend: backendOf(options), after }),
  });

/** A MIDI port of this machine: keys, faders and wheels, MTC, MMC and MSC, lights and motors. */
export const midiFactory = midiFactoryOn(({ port }) =>
  port === simulatedPort ? new SimulatedMidi() : new HostMidi(),
);

interface MidiDeviceParts {
  id: string;
  options: MidiOptions;
  context: DeviceContext;
  backend: MidiBackend;
  after: After;
}

interface Connected {
  connection: MidiConnection;
  input: string;
  output: string | undefined;
}

class MidiDevice implements Device {
  readonly id: string;
  readonly kind = 'midi';
  readonly #parts: MidiDeviceParts;
  readonly #counters = new PacketCounters();
  readonly #receiver: MidiReceiver;
  readonly #feedback: Feedback;
  #connected: Connected | undefined;
  #status: DeviceStatus = { state: 'closed' };
  /** Which opening a look belongs to: its answer may come after the close. */
  #opening = 0;
  #failures = 0;
  #cancelLook = (): void => {};
  #cancelDue: (() => void) | undefined;

  constructor(parts: MidiDeviceParts) {
    const { options, context } = parts;
    this.id = parts.id;
    this.#parts = parts;
    this.#feedback = new Feedback(options);
    this.#receiver = new MidiReceiver({
      options,
      context,
      counters: this.#counters,
      onControl: ({ control, kind, value }) => {
        if (kind === 'level') this.#feedback.moved(control, value, context.nowMs());
      },
    });
  }

  async open(): Promise<void> {
    this.#stop();
    await this.#look(this.#opening);
  }

  async close(): Promise<void> {
    this.#stop();
    this.#setStatus({ state: 'closed' });
    await this.#parts.backend.close();
  }

  status(): DeviceStatus {
    if (this.#status.state !== 'open') return this.#status;
    return { state: 'open', detail: `${this.#status.detail}${this.#timecodeDetail()}` };
  }

  counters(): PacketCounters {
    return this.#counters;
  }

  receive(bytes: Uint8Array): void {
    this.#receiver.take(bytes, this.#parts.context.nowMs());
  }

  show(control: string, lamp: Readonly<Lamp>): void {
    this.#send(this.#feedback.show(control, lamp, this.#parts.context.nowMs()));
    this.#sendWhenDue();
  }

  /** Looks at the ports, connects what is there, and comes again. */
  async #look(opening: number): Promise<void> {
    const { backend, after } = this.#parts;
    const ports = await backend.ports();
    if (opening !== this.#opening) return;
    if (ports.ok) this.#follow(ports.value);
    else this.#lose(ports.fault);
    this.#failures = ports.ok ? 0 : this.#failures + 1;
    const waitMs = ports.ok ? lookMs : backOffMs(this.#failures - 1);
    this.#cancelLook = after(waitMs, () => void this.#look(opening));
  }

  #follow(ports: MidiPorts): void {
    this.#receiver.mtc.look(this.#parts.context.nowMs());
    const { port, output = port } = this.#parts.options;
    if (this.#connected && ports.inputs.includes(this.#connected.input)) return;
    const input = portByName(ports.inputs, port);
    if (input === undefined) this.#lose(noPortReason(ports.inputs, port, this.id));
    else this.#connect(input, portByName(ports.outputs, output));
  }

  #connect(input: string, output: string | undefined): void {
    this.#disconnect();
    const { backend, context } = this.#parts;
    const connection = backend.open(input, output, {
      bytes: (bytes, ageMs) => this.#receiver.take(bytes, context.nowMs() - ageMs),
      error: (reason) => this.#lose(`MIDI port "${input}" is lost: ${reason}.`),
    });
    this.#connected = { connection, input, output };
    const lights = output === undefined ? 'no output for lights' : `lights on ${output}`;
    this.#setStatus({ state: 'open', detail: `${input}, ${lights}` });
    // A desk that was just plugged in shows nothing of ours.
    this.#feedback.forget();
    this.#send(this.#feedback.due(context.nowMs()));
    this.#sendWhenDue();
  }

  #lose(reason: string): void {
    this.#disconnect();
    const isNews = this.#status.state !== 'unavailable' || this.#status.reason !== reason;
    if (isNews) this.#setStatus({ state: 'unavailable', reason });
  }

  #disconnect(): void {
    const last = this.#connected;
    this.#connected = undefined;
    if (!last) return;
    last.connection.close();
    this.#receiver.disconnected();
  }

  #stop(): void {
    this.#opening += 1;
    this.#failures = 0;
    this.#cancelLook();
    this.#cancelDue?.();
    this.#cancelDue = undefined;
    this.#disconnect();
  }

  #send(messages: readonly Uint8Array[]): void {
    for (const message of messages) this.#connected?.connection.send(message);
  }

  /** A fader that a hand held is driven once the hand has left it. */
  #sendWhenDue(): void {
    if (this.#cancelDue || !this.#connected || !this.#feedback.isWaiting) return;
    this.#cancelDue = this.#parts.after(handMs, () => {
      this.#cancelDue = undefined;
      this.#send(this.#feedback.due(this.#parts.context.nowMs()));
      this.#sendWhenDue();
    });
  }

  #timecodeDetail(): string {
    const { mtc } = this.#receiver;
    const nowMs = this.#parts.context.nowMs();
    mtc.look(nowMs);
    if (mtc.state === 'none' || !mtc.format) return '';
    const timecode = timecodeFromFrame(createTimecode(), mtc.frameAt(nowMs), mtc.format);
    return `; MTC ${mtc.format.name} ${mtc.state} at ${timecodeText(timecode, mtc.format)}`;
  }

  #setStatus(status: DeviceStatus): void {
    this.#status = status;
    this.#parts.context.onStatus();
  }
}
