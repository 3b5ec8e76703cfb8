import { type GridLine, gridLine } from '../../core/time/grid-line.ts';

const bucketS = 0.5;
/** Eight seconds: a sound card's quartz is steady, the arrival of its blocks is not. */
const bucketCount = 16;
/** With fewer the card's rate is taken as it says it is. */
const fewestBuckets = 6;
/** No card runs further off its rate. */
const mostSkew = 1000e-6;
/** When even the earliest block of half a second is this far off, samples were lost: all begins anew. */
const slipMs = 8;

/**
 * When a sample was taken, on the clock that stamps the arrival of blocks. A block cannot come before
 * its last sample was taken, so the earliest blocks of each half second tell; a line through them
 * takes out how far the card's quartz is off. What card and driver add is a constant, and not known
 * here. Times in ms. Allocates a line twice a second.
 */
export class PcmClock {
  readonly #sampleRate: number;
  /** Earliest block of each bucket: samples up to its end, and how late it was against the nominal rate. */
  readonly #samples = new Float64Array(bucketCount);
  readonly #offsets = new Float64Array(bucketCount);
  readonly #newestFirst = {
    ages: new Float64Array(bucketCount),
    indices: new Float64Array(bucketCount),
  };
  #count = 0;
  #bucket = Number.NaN;
  #line: GridLine | undefined;
  #lineSample = 0;

  /** `sampleRate` in Hz. */
  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
  }

  /** A block came at `atMs`, with which `samples` have come in all. */
  arrived(samples: number, atMs: number): void {
    const bucket = Math.floor(samples / (bucketS * this.#sampleRate));
    const offset = atMs - this.#nominalMs(samples);
    const isNew = this.#count === 0 || bucket !== this.#bucket;
    if (isNew) {
      this.#closeBucket();
      this.#bucket = bucket;
      this.#count += 1;
    } else if (offset >= (this.#offsets[this.#place(0)] ?? 0)) return;
    this.#samples[this.#place(0)] = samples;
    this.#offsets[this.#place(0)] = offset;
  }

  /** When the sample at this position was taken; NaN before the first block. */
  timeMs(sample: number): number {
    const line = this.#line;
    if (this.#count === 0) return Number.NaN;
    if (!line) return this.#nominalMs(sample) + this.#leastOffset();
    const ahead = sample - this.#lineSample;
    return this.#nominalMs(this.#lineSample) + line.originMs + ahead * line.periodMs;
  }

  #nominalMs(samples: number): number {
    return (samples * 1000) / this.#sampleRate;
  }

  #closeBucket(): void {
    if (this.#count === 0) return;
    const samples = this.#samples[this.#place(0)] ?? 0;
    const offset = this.#offsets[this.#place(0)] ?? 0;
    const late = this.#nominalMs(samples) + offset - this.timeMs(samples);
    if (Math.abs(late) > slipMs) {
      this.#samples[0] = samples;
      this.#offsets[0] = offset;
      this.#count = 1;
    }
    this.#solve();
  }

  /** Where the bucket `back` before the newest is kept. */
  #place(back: number): number {
    return (this.#count - 1 - back + bucketCount) % bucketCount;
  }

  #leastOffset(): number {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < Math.min(this.#count, bucketCount); i += 1) {
      least = Math.min(least, this.#offsets[this.#place(i)] ?? least);
    }
    return least;
  }

  /** A line through all buckets, each of them full. */
  #solve(): void {
    const known = Math.min(this.#count, bucketCount);
    this.#line = undefined;
    if (known < fewestBuckets) return;
    const { ages, indices } = this.#newestFirst;
    this.#lineSample = this.#samples[this.#place(0)] ?? 0;
    for (let i = 0; i < known; i += 1) {
      const behind = (this.#samples[this.#place(i)] ?? 0) - this.#lineSample;
      indices[i] = behind;
      ages[i] = this.#nominalMs(behind) + (this.#offsets[this.#place(i)] ?? 0);
    }
    const line = gridLine(ages, indices, 0, known);
    const nominal = 1000 / this.#sampleRate;
    const isSound = line && Math.abs(line.periodMs / nominal - 1) < mostSkew;
    if (isSound) this.#line = line;
  }
}
