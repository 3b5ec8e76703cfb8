import type { ControlEvent } from '../../core/control/control-event.ts';
import { timecodeSubject } from '../../core/time/timecode.ts';
import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { DeviceContext } from '../device.ts';
import type { PacketCounters } from '../packet-counters.ts';
import { type MidiFault, MidiParser, type MidiVisitor } from './codec.ts';
import { ControlReader } from './controls.ts';
import { MtcAssembler, type MtcResult } from './mtc.ts';
import type { MidiOptions } from './options.ts';
import { machineControls, showControl } from './show-control.ts';

const realTime = 0x7f;
const everybody = 0x7f;

interface ReceiverParts {
  options: MidiOptions;
  context: DeviceContext;
  counters: PacketCounters;
  /** Told of every movement of a control, after the sink. */
  onControl: (event: Readonly<ControlEvent>) => void;
}

/** From bytes to control events and timecode; every message is counted. */
export class MidiReceiver implements MidiVisitor {
  readonly mtc = new MtcAssembler();
  readonly #parts: ReceiverParts;
  readonly #parser = new MidiParser();
  readonly #controls: ControlReader;
  readonly #sample = new TrackingSample();
  #nowMs = 0;
  #hasCounted = false;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
    this.#controls = new ControlReader(parts.options, (event) => this.#emit(event));
  }

  /** Takes bytes in the order of the wire; `nowMs` is when they came. Never throws. */
  take(bytes: Uint8Array, nowMs: number): void {
    this.#nowMs = nowMs;
    this.#hasCounted = false;
    try {
      this.#parser.parse(bytes, this);
    } catch {
      // A fault of ours must not end the show; the counter makes it visible.
      this.#refuse('internal');
    }
    if (this.#hasCounted) return;
    // The beginning of a message whose end is still to come.
    if (bytes.length === 0) this.#refuse('length');
    else this.#accept();
  }

  /** The cable is gone: keys are let go, and what began does not go on. */
  disconnected(): void {
    this.#parser.reset();
    this.#controls.releaseAll();
  }

  channel(status: number, data1: number, data2: number): void {
    this.#accept();
    this.#controls.take(status, data1, data2);
  }

  quarterFrame(data: number): void {
    if (this.#parts.options.timecode) {
      this.#timecode(this.mtc.quarterFrame(data, this.#nowMs));
    } else this.unused();
  }

  sysex(bytes: Uint8Array, length: number): void {
    const [universal, device, kind] = [bytes[0], bytes[1] ?? 0, bytes[2]];
    const { sysexDevice } = this.#parts.options;
    const isOurs = device === everybody || sysexDevice === undefined || device === sysexDevice;
    if (universal === realTime && length >= 4 && isOurs)
      this.#universal(kind, bytes.subarray(3, length));
    else this.unused();
  }

  #universal(kind: number | undefined, body: Uint8Array): void {
    if (kind === 0x01 && this.#parts.options.timecode && body[0] === 0x01) this.#fullFrame(body);
    else if (kind === 0x06) this.#press(machineControls(body), 'mmc');
    else if (kind === 0x02) this.#press(showControl(body), 'msc');
    else this.unused();
  }

  unused(): void {
    this.#accept();
    this.#parts.counters.note('unused');
  }

  refuse(fault: MidiFault): void {
    this.#refuse(fault);
  }

  #fullFrame(body: Uint8Array): void {
    const [, hours = 0, minutes = 0, seconds = 0, frames = 0] = body;
    const isWhole = body.length === 5;
    this.#timecode(
      isWhole ? this.mtc.fullFrame(hours, minutes, seconds, frames, this.#nowMs) : 'invalid',
    );
  }

  #timecode(result: MtcResult): void {
    if (result === 'invalid') this.#refuse('timecode');
    else this.#accept();
    if (result === 'broken') this.#parts.counters.note('mtc-order');
    if (result === 'edge') this.#deliver();
  }

  #deliver(): void {
    const sample = this.#sample;
    sample.clear();
    sample.subject = timecodeSubject;
    sample.receivedMs = this.#nowMs;
    sample.timecodeFrame = this.mtc.frame;
    this.#parts.context.sink.sample(sample);
  }

  #press(controls: string | string[] | undefined, fault: 'mmc' | 'msc'): void {
    if (controls === undefined) this.#refuse(fault);
    else this.#accept();
    for (const control of [controls ?? []].flat()) this.#emit({ control, kind: 'press', value: 1 });
  }

  #emit(event: Readonly<ControlEvent>): void {
    this.#parts.context.sink.control(event);
    this.#parts.onControl(event);
  }

  #accept(): void {
    this.#hasCounted = true;
    this.#parts.counters.accept();
  }

  #refuse(reason: string): void {
    this.#hasCounted = true;
    this.#parts.counters.refuse(reason);
  }
}
