import {
  createTimecode,
  timecodeFromFrame,
  timecodeSubject,
  timecodeText,
} from '../../core/time/timecode.ts';
import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { DeviceContext } from '../device.ts';
import type { PacketCounters } from '../packet-counters.ts';
import { LtcDecoder, type LtcFrame, type LtcListener } from './decoder.ts';
import { LtcFollower } from './follower.ts';
import type { LtcOptions } from './options.ts';
import { PcmClock } from './pcm-clock.ts';
import { ltcFormats } from './rate.ts';

interface ReceiverParts {
  options: LtcOptions;
  /** Channels that come in turn. */
  channels: number;
  context: DeviceContext;
  counters: PacketCounters;
  /** Locked, or lost. */
  onState: () => void;
}

/** From sound to timecode samples; every decoded frame is counted. */
export class LtcReceiver implements LtcListener {
  readonly #parts: ReceiverParts;
  readonly #sample = new TrackingSample();
  #decoder: LtcDecoder;
  #follower: LtcFollower;
  #clock: PcmClock;
  #arrivedMs = 0;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
    const { decoder, follower, clock } = this.#fresh();
    this.#decoder = decoder;
    this.#follower = follower;
    this.#clock = clock;
  }

  /** Another recording begins: its samples do not follow the last ones. */
  restart(): void {
    const { decoder, follower, clock } = this.#fresh();
    this.#decoder = decoder;
    this.#follower = follower;
    this.#clock = clock;
  }

  /** Takes the next samples, channels in turn, and when they came, in ms on any steady clock. Never throws. */
  take(samples: Int16Array, arrivedMs: number): void {
    const { options, channels, counters, onState } = this.#parts;
    const before = this.#follower.state;
    this.#arrivedMs = arrivedMs;
    this.#clock.arrived(this.#decoder.samples + samples.length / channels, arrivedMs);
    try {
      this.#decoder.process(samples, options.channel - 1, channels);
    } catch {
      // A fault of ours must not end the show; the counter makes it visible.
      counters.refuse('internal');
    }
    this.#follower.look(this.#decoder.samples);
    if (this.#follower.state !== before) onState();
  }

  frame(frame: Readonly<LtcFrame>): void {
    const { context, counters, options } = this.#parts;
    const result = this.#follower.take(frame);
    if (result === 'invalid') counters.refuse('timecode');
    else counters.accept();
    if (result !== 'edge') return;
    const ageMs = this.#arrivedMs - this.#clock.timeMs(this.#follower.atSample);
    const sample = this.#sample;
    sample.clear();
    sample.subject = timecodeSubject;
    sample.receivedMs = context.nowMs() - ageMs - options.latencyMs;
    sample.timecodeFrame = this.#follower.frame;
    context.sink.sample(sample);
  }

  invalid(): void {
    this.#parts.counters.refuse('timecode');
  }

  /** What is heard, for the operator. */
  get detail(): string {
    const { state, format, frame, speed } = this.#follower;
    if (state === 'none' || !format) return 'no timecode yet';
    const at = timecodeText(timecodeFromFrame(createTimecode(), frame, format), format);
    const isNominal = Math.abs(speed - 1) < 0.005;
    const off = isNominal ? '' : `, speed ${speed.toFixed(2)}`;
    return `LTC ${format.name} ${state} at ${at}${off}`;
  }

  #fresh(): { decoder: LtcDecoder; follower: LtcFollower; clock: PcmClock } {
    const { sampleRate, frameRate } = this.#parts.options;
    const fixed = frameRate === undefined ? undefined : ltcFormats.get(frameRate);
    return {
      decoder: new LtcDecoder(sampleRate, this),
      follower: new LtcFollower(sampleRate, fixed),
      clock: new PcmClock(sampleRate),
    };
  }
}
