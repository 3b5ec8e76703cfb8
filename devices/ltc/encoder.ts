import { hertz } from '../../core/time/rate.ts';
import { type TimecodeFormat, timecodeFromFrame } from '../../core/time/timecode.ts';
import { createLtcFields, encodeLtcFrame, frameBits, frameBytes, type LtcFields } from './frame.ts';

export interface LtcEncoderOptions {
  /** Hz. */
  sampleRate: number;
  format: TimecodeFormat;
  /** Of the first frame, in frames since midnight. */
  frame: number;
  /** 1 as recorded; 0.25 to 4. A sound played backwards is this one from behind. */
  speed?: number;
  /** 0 to 1 of full scale. */
  amplitude?: number;
  userBits?: number;
}

/** From one side to the other, s (SMPTE ST 12-1: 25 µs, here at least two samples). */
const riseS = 40e-6;

/**
 * The sound of running LTC: biphase-mark with edges shaped as half a sine, at exact positions between
 * samples. It runs on over midnight, for ever.
 */
export class LtcEncoder {
  readonly #format: TimecodeFormat;
  readonly #amplitude: number;
  readonly #samplesPerBit: number;
  /** Half the length of an edge in samples. */
  readonly #halfRise: number;
  readonly #fields: LtcFields;
  readonly #bytes = new Uint8Array(frameBytes);
  #frame: number;
  /** Bit of all bits, and the edge before and after the sample that comes next. */
  #bit = 0;
  #isInsideOne = false;
  #sample = 0;
  #lastEdge = 0;
  #nextEdge = 0;
  #side = -1;

  constructor(options: LtcEncoderOptions) {
    const { sampleRate, format, frame, speed = 1, amplitude = 0.5, userBits = 0 } = options;
    this.#format = format;
    this.#frame = frame;
    this.#amplitude = amplitude;
    this.#samplesPerBit = sampleRate / (hertz(format.rate) * frameBits * speed);
    this.#halfRise = Math.min(Math.max(1, (riseS * sampleRate) / 2), this.#samplesPerBit / 4);
    this.#fields = { ...createLtcFields(), dropFrame: format.dropped > 0, userBits };
  }

  /** Length of a frame in samples; any fraction. */
  get samplesPerFrame(): number {
    return this.#samplesPerBit * frameBits;
  }

  /** The next samples of the run, ±1, as many as `out` has. */
  fill(out: Float32Array): void {
    for (let i = 0; i < out.length; i += 1) {
      while (this.#sample >= this.#nextEdge) this.#passEdge();
      const away = Math.min(this.#sample - this.#lastEdge, this.#nextEdge - this.#sample);
      const shape = away < this.#halfRise ? Math.sin((away / this.#halfRise) * (Math.PI / 2)) : 1;
      out[i] = this.#side * shape * this.#amplitude;
      this.#sample += 1;
    }
  }

  /** The edge before the next sample moves on: to the middle of a 1 or to the end of the bit. */
  #passEdge(): void {
    this.#side = -this.#side;
    this.#lastEdge = this.#nextEdge;
    if (this.#isInsideOne) {
      this.#isInsideOne = false;
    } else {
      const place = this.#bit % frameBits;
      if (place === 0) this.#nextFrame();
      this.#isInsideOne = (((this.#bytes[place >> 3] ?? 0) >> (place & 7)) & 1) === 1;
      this.#bit += 1;
    }
    const halves = this.#isInsideOne ? this.#bit - 0.5 : this.#bit;
    this.#nextEdge = halves * this.#samplesPerBit;
  }

  #nextFrame(): void {
    timecodeFromFrame(this.#fields, this.#frame, this.#format);
    encodeLtcFrame(this.#bytes, this.#fields, this.#format.base);
    this.#frame += 1;
  }
}
