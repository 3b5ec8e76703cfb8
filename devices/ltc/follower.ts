import {
  frameFromTimecode,
  framesBetween,
  type TimecodeFormat,
  wrapFrame,
} from '../../core/time/timecode.ts';
import type { LtcFrame } from './decoder.ts';
import { LtcRate } from './rate.ts';

/** `none` yet; `locked` to frames that follow one another; `lost` when they do not, or fail to come. */
export type LtcState = 'none' | 'locked' | 'lost';

/** What a frame was: `edge` is the beginning of `frame` at `atSample`; `first` waits for another that follows it. */
export type LtcResult = 'edge' | 'first' | 'invalid';

/** Frames that may fail to come before the lock counts as lost. */
const patience = 3;

/**
 * Timecode out of decoded frames: two that follow one another lock, so that one misread frame moves
 * nothing. A frame is known when it is over, so what it gives is the edge at its end: forward the
 * beginning of the next frame, in reverse of its own.
 */
export class LtcFollower {
  state: LtcState = 'none';
  /** Frames since midnight at the newest edge; NaN before the first. */
  frame = Number.NaN;
  atSample = Number.NaN;
  format: TimecodeFormat | undefined;
  /** Speed of the newest frame, 1 as recorded; negative in reverse. */
  speed = 1;
  readonly #rate: LtcRate;
  readonly #sampleRate: number;
  readonly #fixed: TimecodeFormat | undefined;
  #samples = 0;

  /** `sampleRate` in Hz. `fixed`: the format, where it is known beforehand. */
  constructor(sampleRate: number, fixed?: TimecodeFormat) {
    this.#sampleRate = sampleRate;
    this.#rate = new LtcRate(sampleRate);
    this.#fixed = fixed;
  }

  take(ltc: Readonly<LtcFrame>): LtcResult {
    const format = this.#fixed ?? this.#rate.take(ltc);
    if (!format) return 'first';
    const named = frameFromTimecode(ltc, format);
    if (Number.isNaN(named)) return 'invalid';
    const step = ltc.reverse ? -1 : 1;
    const frame = ltc.reverse ? named : wrapFrame(named + 1, format);
    const follows =
      countsAlike(format, this.format) && framesBetween(this.frame, frame, format) === step;
    const isNear = ltc.atSample - this.atSample < patience * ltc.samples;
    this.state = follows && isNear ? 'locked' : this.state === 'none' ? 'none' : 'lost';
    this.format = format;
    this.frame = frame;
    this.atSample = ltc.atSample;
    this.#samples = ltc.samples;
    this.speed = (step * this.#sampleRate * format.rate.den) / (ltc.samples * format.rate.num);
    return this.state === 'locked' ? 'edge' : 'first';
  }

  /** Sound goes on, up to a sample: notices that frames fail to come. */
  look(samples: number): void {
    const isSilent = samples - this.atSample > patience * this.#samples;
    if (this.state === 'locked' && isSilent) this.state = 'lost';
  }
}

/** Whether both number frames alike; 24 and 23.976 do. */
const countsAlike = (a: TimecodeFormat, b: TimecodeFormat | undefined): boolean =>
  a.base === b?.base && a.dropped === b.dropped;
