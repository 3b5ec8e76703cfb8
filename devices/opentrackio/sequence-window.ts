/** How far apart two packets of one stream may arrive and still be put in order. */
export const windowSize = 32;

export type Arrival = 'new' | 'duplicate' | 'late' | 'restart';

/**
 * Remembers which of a sender's last 32 packet numbers have arrived (16 bits, wrapping; any number
 * may be the first, 0 included).
 *
 * A number further back than the window is `late`; when a second one follows it, the sender has
 * started again, and that packet is a `restart`.
 */
export class SequenceWindow {
  #newest = Number.NaN;
  /** Bit i stands for the packet `newest − i`. */
  #seen = 0;
  #suspect = Number.NaN;

  /** Notes the arrival of packet `sequence` and says what it is. */
  arrive(sequence: number): Arrival {
    if (Number.isNaN(this.#newest)) return this.#begin(sequence, 'new');
    const ahead = sequenceDistance(this.#newest, sequence);
    if (ahead > 0) return this.#advance(sequence, ahead);
    if (ahead > -windowSize) return this.#fill(-ahead);
    const step = sequenceDistance(this.#suspect, sequence);
    this.#suspect = sequence;
    return step > 0 && step <= windowSize ? this.#begin(sequence, 'restart') : 'late';
  }

  /** Forgets the stream; the next packet begins a new one. */
  reset(): void {
    this.#newest = this.#suspect = Number.NaN;
  }

  #begin(sequence: number, arrival: Arrival): Arrival {
    this.#newest = sequence;
    this.#seen = 1;
    this.#suspect = Number.NaN;
    return arrival;
  }

  #advance(sequence: number, ahead: number): Arrival {
    this.#newest = sequence;
    this.#seen = ahead < windowSize ? (this.#seen << ahead) | 1 : 1;
    return 'new';
  }

  #fill(behind: number): Arrival {
    const bit = 1 << behind;
    if ((this.#seen & bit) !== 0) return 'duplicate';
    this.#seen |= bit;
    return 'new';
  }
}

/** How many packets `to` lies after `from`, −32768 to 32767, over the wrap of 16 bits. */
export const sequenceDistance = (from: number, to: number): number => ((to - from) << 16) >> 16;
