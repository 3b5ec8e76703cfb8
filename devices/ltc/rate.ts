import { type TimecodeFormat, timecodeFormat } from '../../core/time/timecode.ts';
import type { LtcFrame } from './decoder.ts';

interface Formats {
  whole: TimecodeFormat;
  /** A thousandth slower, as film and television in NTSC countries run; 25 never does. */
  pulled: TimecodeFormat;
}

function formatsOf(base: number): Formats {
  const whole = timecodeFormat({ num: base, den: 1 });
  const pulled = timecodeFormat({ num: base * 1000, den: 1001 });
  return { whole, pulled: base === 25 ? whole : pulled };
}
const formats: ReadonlyMap<number, Formats> = new Map(
  [24, 25, 30].map((base) => [base, formatsOf(base)]),
);
const dropFrame = timecodeFormat({ num: 30000, den: 1001 }, true);

/** Every format that LTC can have, by its name: `23.976` to `30`. */
export const ltcFormats: ReadonlyMap<string, TimecodeFormat> = new Map(
  [...[...formats.values()].flatMap(({ whole, pulled }) => [pulled, whole]), dropFrame].map(
    (format) => [format.name, format],
  ),
);

/** So near to a nominal speed that it says which rate it is: 24 and 25 are 4 % apart. */
const nearSpeed = 0.02;
/** A thousandth lies between; sound cards keep to a tenth of it. */
const nearPull = 0.0004;
/** Seconds over which the speed is measured before a thousandth is told. */
const measuredS = 2;

/**
 * Learns which rate LTC has, which it does not say: from the number that the frames of a second end
 * with, before that from the speed where it is nominal, and from the drop-frame flag. A thousandth
 * less (23.976, 29.97) is told by two seconds of speed.
 */
export class LtcRate {
  readonly #sampleRate: number;
  /** Numbers to a second as counted; 0 before the end of a second was seen. */
  #counted = 0;
  #isPulled = false;
  #lastFrames = -1;
  #lastSeconds = -1;
  #lastAt = Number.NaN;
  #reverse = false;
  #fromSample = 0;
  #length = 0;

  /** `sampleRate` in Hz. */
  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
  }

  /** Takes the next frame. Its format, or undefined as long as nothing tells. */
  take(frame: Readonly<LtcFrame>): TimecodeFormat | undefined {
    const follows = this.#follows(frame);
    if (follows) this.#count(frame);
    this.#measure(frame, follows);
    this.#lastFrames = frame.frames;
    this.#lastSeconds = frame.seconds;
    this.#lastAt = frame.atSample;
    this.#reverse = frame.reverse;
    if (frame.frames >= this.#counted) this.#counted = 0;
    if (frame.dropFrame) return dropFrame;
    const found = formats.get(this.#counted) ?? this.#bySpeed(frame);
    return this.#isPulled ? found?.pulled : found?.whole;
  }

  /** Whether it came without a gap after the last one, in the same direction. */
  #follows({ atSample, samples, reverse }: Readonly<LtcFrame>): boolean {
    const gap = atSample - this.#lastAt - samples;
    return reverse === this.#reverse && Math.abs(gap) < samples / 2;
  }

  /** The end of a second says how many numbers it has. */
  #count({ frames, seconds, reverse }: Readonly<LtcFrame>): void {
    if (seconds === this.#lastSeconds) return;
    const [last, first] = reverse ? [frames, this.#lastFrames] : [this.#lastFrames, frames];
    if (first === 0 && formats.has(last + 1)) this.#counted = last + 1;
  }

  #measure({ atSample, samples }: Readonly<LtcFrame>, follows: boolean): void {
    if (!follows) {
      this.#fromSample = atSample;
      this.#length = 0;
      return;
    }
    this.#length += 1;
    const passed = atSample - this.#fromSample;
    if (passed < measuredS * this.#sampleRate) return;
    const perSecond = (this.#length * this.#sampleRate) / passed;
    const nominal = Math.round(this.#sampleRate / samples);
    const off = perSecond / nominal - 1;
    if (Math.abs(off) < nearPull) this.#isPulled = false;
    else if (Math.abs(off + 1 / 1001) < nearPull) this.#isPulled = true;
    this.#fromSample = atSample;
    this.#length = 0;
  }

  #bySpeed({ frames, samples }: Readonly<LtcFrame>): Formats | undefined {
    const perSecond = this.#sampleRate / samples;
    const base = [24, 25, 30].find((each) => Math.abs(perSecond / each - 1) < nearSpeed);
    return base !== undefined && frames < base ? formats.get(base) : undefined;
  }
}
