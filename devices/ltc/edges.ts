/** One block of sound: 16-bit counts, or floats of ±1. */
export type PcmBlock = Int16Array | Float32Array;

/** What the highest and the lowest of the signal fade with, s: many bits, few frames. */
const fadeS = 0.015;
/** How far beyond the middle a crossing must go to count, as part of the amplitude. */
const hysteresis = 0.3;
/** Less than this (−60 dB of full scale) is silence. */
const leastAmplitude = 0.001;

/**
 * Finds where a signal changes sides, in fractions of a sample. The middle and the amplitude follow
 * the signal, so neither its loudness nor an offset matters; a crossing counts when the signal goes
 * on by 30 % of the amplitude, and lies where it passed the middle. Makes no objects.
 */
export class EdgeFinder {
  /** Samples taken so far. */
  samples = 0;
  readonly #onEdge: (atSample: number) => void;
  readonly #fade: number;
  #high = 0;
  #low = 0;
  #before = 0;
  /** The side: −1, +1, and 0 until the first. */
  #side = 0;
  #crossing = 0;

  /** `sampleRate` in Hz. `onEdge` is called with a position counted from the first sample. */
  constructor(sampleRate: number, onEdge: (atSample: number) => void) {
    this.#onEdge = onEdge;
    this.#fade = 1 / (fadeS * sampleRate);
  }

  /** Takes the next samples: every `stride`th of the block from `offset` on. */
  process(block: PcmBlock, offset = 0, stride = 1): void {
    const scale = block instanceof Int16Array ? 1 / 32768 : 1;
    for (let i = offset; i < block.length; i += stride) {
      const value = (block[i] ?? 0) * scale;
      // A float may be anything; what is no number is silence.
      this.#take(value - value === 0 ? value : 0);
    }
  }

  #take(value: number): void {
    this.#high = Math.max(value, this.#high - (this.#high - value) * this.#fade);
    this.#low = Math.min(value, this.#low + (value - this.#low) * this.#fade);
    const middle = (this.#high + this.#low) / 2;
    const amplitude = (this.#high - this.#low) / 2;
    const beyond = value - middle;
    const before = this.#before - middle;
    if (before < 0 !== beyond < 0) this.#crossing = this.samples - beyond / (beyond - before);
    const isClear = amplitude > leastAmplitude && Math.abs(beyond) > hysteresis * amplitude;
    const side = beyond < 0 ? -1 : 1;
    if (isClear && side !== this.#side) {
      this.#side = side;
      this.#onEdge(this.#crossing);
    }
    this.#before = value;
    this.samples += 1;
  }
}
