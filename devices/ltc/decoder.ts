import { type BitListener, BitReader } from './bits.ts';
import { EdgeFinder, type PcmBlock } from './edges.ts';
import { createLtcFields, decodeLtcFrame, frameBits, frameBytes, type LtcFields } from './frame.ts';

/** A frame as it came from the sound. */
export interface LtcFrame extends LtcFields {
  /** The ten bytes, in the order of transmission of forward play. */
  bytes: Uint8Array;
  /** Whether the sound runs backwards. */
  reverse: boolean;
  /**
   * Where the frame ended in the sound, in samples and fractions since the first one: forward, the
   * next frame begins here; in reverse, here the timecode stands at the beginning of this one.
   */
  atSample: number;
  /** Its length in the sound. */
  samples: number;
}

export interface LtcListener {
  /** The frame is only lent: it is overwritten by the next. */
  frame(frame: Readonly<LtcFrame>): void;
  /** A frame whose digits are no time of day. */
  invalid(): void;
}

/** The sync word as its bits come, the first at the top: 0011 1111 1111 1101, and the same from behind. */
const syncForward = 0x3ffd;
const syncReverse = 0xbffc;
const dataBits = 64;
/** One more than a frame has bits: where it began is where the bit before it ended. */
const remembered = frameBits + 1;

/**
 * LTC out of sound (SMPTE ST 12-1): any sample rate, loudness, polarity and direction, and speeds
 * from a quarter to four times, as far as the sample rate leaves a sample and a half for half a bit.
 * It locks to the first sync word and then also reads what came before it. Makes no objects.
 */
export class LtcDecoder implements BitListener {
  readonly #on: LtcListener;
  readonly #edges: EdgeFinder;
  readonly #bits = new BitReader(this);
  readonly #frame: LtcFrame = {
    ...createLtcFields(),
    bytes: new Uint8Array(frameBytes),
    reverse: false,
    atSample: 0,
    samples: 0,
  };
  readonly #history = new Uint8Array(remembered);
  readonly #ends = new Float64Array(remembered);
  #next = 0;
  /** Bits without a gap. */
  #count = 0;
  #word = 0;
  /** Data bits that are still to come after a sync word from behind. */
  #toCome = 0;
  /** What ended before this was told already. */
  #toldTo = Number.NEGATIVE_INFINITY;

  /** `sampleRate` in Hz. */
  constructor(sampleRate: number, on: LtcListener) {
    this.#on = on;
    this.#edges = new EdgeFinder(sampleRate, (atSample) => this.#bits.edge(atSample));
  }

  /** Samples taken so far. */
  get samples(): number {
    return this.#edges.samples;
  }

  /** Takes the next samples: every `stride`th of the block from `offset` on. */
  process(block: PcmBlock, offset = 0, stride = 1): void {
    this.#edges.process(block, offset, stride);
  }

  bit(bit: number, endSample: number): void {
    this.#history[this.#next] = bit;
    this.#ends[this.#next] = endSample;
    this.#next = (this.#next + 1) % remembered;
    this.#count += 1;
    this.#word = ((this.#word << 1) | bit) & 0xffff;
    if (this.#toCome > 0) {
      this.#toCome -= 1;
      if (this.#toCome === 0) this.#take(true, endSample);
    }
    if (this.#word === syncForward) this.#take(false, endSample);
    else if (this.#word === syncReverse) this.#toCome = dataBits;
  }

  gap(): void {
    this.#count = 0;
    this.#word = 0;
    this.#toCome = 0;
  }

  #take(reverse: boolean, endSample: number): void {
    if (this.#count < frameBits) return;
    // The bit before the frame's first; the first of all has none, and is as long as the others.
    const before = this.#ends[this.#next] ?? 0;
    const first = this.#ends[(this.#next + 1) % remembered] ?? 0;
    const begin = this.#count > frameBits ? before : first - (endSample - first) / (frameBits - 1);
    if (begin < this.#toldTo) return;
    this.#toldTo = endSample - 1;
    this.#fillBytes(reverse);
    const frame = this.#frame;
    frame.reverse = reverse;
    frame.atSample = endSample;
    frame.samples = endSample - begin;
    if (decodeLtcFrame(frame.bytes, frame)) this.#on.frame(frame);
    else this.#on.invalid();
  }

  #fillBytes(reverse: boolean): void {
    const { bytes } = this.#frame;
    bytes.fill(0);
    for (let k = 0; k < frameBits; k += 1) {
      // The newest bit is one before `next`, the oldest of a frame one after it.
      const back = reverse ? k : frameBits - 1 - k;
      const bit = this.#history[(this.#next + remembered - 1 - back) % remembered] ?? 0;
      bytes[k >> 3] = (bytes[k >> 3] ?? 0) | (bit << (k & 7));
    }
  }
}
