/** What a reader of biphase-mark finds. Positions are in samples. */
export interface BitListener {
  /** A bit of 0 or 1 that ended at a position. */
  bit(bit: number, endSample: number): void;
  /** What comes now does not follow what came: a dropout, another speed, noise. */
  gap(): void;
}

/** Intervals between edges as parts of a bit: half a bit, a whole one. */
const shortest = 0.3;
const halfOrWhole = 0.75;
const longest = 1.5;
/** Share of a new bit's length in the tracked one: a tape's speed may change by a per cent in 20 bits. */
const gain = 0.15;
/** The sync word has twelve ones, which are 24 equal intervals between two of double length. */
const syncRun = 24;
const equalWithin = 0.3;
/** Beyond this the run says another speed than the tracked one. */
const speedWithin = 0.2;
/** Intervals kept to be read again once the speed is known; a frame has 160 at most. */
const kept = 256;

/**
 * Bits out of the edges of a biphase-mark signal (SMPTE ST 12-1: an edge at the beginning of every
 * bit, another in its middle for a 1). The length of a bit is learnt from the run of ones in the sync
 * word, whatever the speed, and tracked from there; what came before it is then read as well, so that
 * the first frame is not lost. Polarity does not matter, nor does the direction. Makes no objects.
 */
export class BitReader {
  /** Length of a bit in samples; NaN until it is known. */
  bitSamples = Number.NaN;
  readonly #on: BitListener;
  readonly #intervals = new Float64Array(kept);
  readonly #ends = new Float64Array(kept);
  #next = 0;
  #count = 0;
  #lastEdge = Number.NaN;
  /** The first half of a 1; 0 between bits. */
  #half = 0;
  /** Whether it is known which edges begin bits. */
  #isAligned = false;
  #runLength = 0;
  #runSum = 0;
  #beforeRun = 0;

  constructor(on: BitListener) {
    this.#on = on;
  }

  /** The next edge, at a position in samples. */
  edge(atSample: number): void {
    const interval = atSample - this.#lastEdge;
    this.#lastEdge = atSample;
    if (!(interval > 0)) return;
    this.#keep(interval, atSample);
    const learnt = this.#learn(interval);
    if (Math.abs(learnt / this.bitSamples - 1) <= speedWithin) this.#read(interval, atSample);
    else if (learnt > 0) this.#readAgain(learnt);
    else if (this.bitSamples > 0) this.#read(interval, atSample);
  }

  #keep(interval: number, end: number): void {
    this.#intervals[this.#next] = interval;
    this.#ends[this.#next] = end;
    this.#next = (this.#next + 1) % kept;
    this.#count = Math.min(kept, this.#count + 1);
  }

  /** The length of a bit when this interval ends the run of a sync word; NaN otherwise. */
  #learn(interval: number): number {
    const mean = this.#runSum / this.#runLength;
    if (Math.abs(interval - mean) <= equalWithin * mean) {
      this.#runLength += 1;
      this.#runSum += interval;
      return Number.NaN;
    }
    const isSync =
      this.#runLength === syncRun && isDouble(interval / mean) && isDouble(this.#beforeRun / mean);
    this.#beforeRun = this.#intervals[this.#place(1)] ?? 0;
    this.#runLength = 1;
    this.#runSum = interval;
    return isSync ? 2 * mean : Number.NaN;
  }

  /** Another speed than was thought: all that is kept is read with it. */
  #readAgain(bitSamples: number): void {
    this.bitSamples = bitSamples;
    this.#lose();
    for (let back = this.#count - 1; back >= 0; back -= 1) {
      if (!this.#isAligned) this.#isAligned = this.#beginsBit(back);
      const place = this.#place(back);
      this.#read(this.#intervals[place] ?? 0, this.#ends[place] ?? 0);
    }
  }

  /** Whether a kept interval begins a bit: up to the next whole one, halves come in pairs. */
  #beginsBit(back: number): boolean {
    let next = back;
    while (next >= 0 && isHalf(this.#partOf(next))) next -= 1;
    const part = next >= 0 ? this.#partOf(next) : 0;
    return part >= halfOrWhole && part <= longest && (back - next) % 2 === 0;
  }

  #partOf(back: number): number {
    return (this.#intervals[this.#place(back)] ?? 0) / this.bitSamples;
  }

  /** Where the interval `back` before the newest is kept. */
  #place(back: number): number {
    return (this.#next + kept - 1 - back) % kept;
  }

  #read(interval: number, end: number): void {
    const part = interval / this.bitSamples;
    if (part < shortest || part > longest) this.#lose();
    else if (part >= halfOrWhole) this.#takeWhole(interval, end);
    else if (this.#half > 0) this.#takeBit(1, this.#half + interval, end);
    else if (this.#isAligned) this.#half = interval;
  }

  /** A whole interval is a 0, and it tells where bits begin. */
  #takeWhole(interval: number, end: number): void {
    if (this.#half > 0) this.#lose();
    this.#isAligned = true;
    this.#takeBit(0, interval, end);
  }

  #takeBit(bit: number, length: number, end: number): void {
    this.#half = 0;
    this.bitSamples += gain * (length - this.bitSamples);
    this.#on.bit(bit, end);
  }

  #lose(): void {
    this.#half = 0;
    this.#isAligned = false;
    this.#on.gap();
  }
}

const isHalf = (part: number): boolean => part >= shortest && part < halfOrWhole;
const isDouble = (ratio: number): boolean => ratio > 1.5 && ratio < 2.8;
