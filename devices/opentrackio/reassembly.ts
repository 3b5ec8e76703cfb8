import type { PacketHeader } from './header.ts';
import { SequenceWindow, sequenceDistance, windowSize } from './sequence-window.ts';

/** A whole payload. `index` counts the sender's messages, those that never came included. */
export interface Message {
  payload: Uint8Array;
  index: number;
}

/** What a packet led to: a message, nothing yet, or why it is dropped. */
export type Reassembled =
  | { kind: 'message'; message: Message }
  | { kind: 'pending' }
  | { kind: 'refused'; reason: 'duplicate' | 'late' | 'too-large' | 'segment' };

interface Segment {
  sequence: number;
  offset: number;
  isLast: boolean;
  payload: Uint8Array;
  arrivedMs: number;
}

const largestPayload = 65_536;
const largestBuffer = 2 * largestPayload;
/** A frame's segments leave a sender together; a quarter of a second later the rest is lost. */
const timeoutMs = 250;
const silenceMs = 1000;

const pending: Reassembled = { kind: 'pending' };

/**
 * Puts the payloads of one sender and encoding together (OpenTrackIO 1.0.1, "segmentation"):
 * segments may come in any order within 32 packets, an incomplete payload is dropped whole, and a
 * message older than one already delivered is dropped as late.
 * Bounded: 32 segments, 128 KiB waiting, 64 KiB a message.
 */
export class Reassembly {
  readonly #window = new SequenceWindow();
  #segments: Segment[] = [];
  #lastArrivalMs = Number.NEGATIVE_INFINITY;
  /** Number of the last packet of the newest message delivered. */
  #deliveredUpTo = Number.NaN;
  #index = -1;
  /** Messages given up so far because a segment stayed away. */
  incomplete = 0;

  /** Takes one checked packet; `nowMs` is the monotonic time of arrival. */
  take(header: PacketHeader, payload: Uint8Array, nowMs: number): Reassembled {
    if (nowMs - this.#lastArrivalMs > silenceMs) this.#startAgain();
    this.#lastArrivalMs = nowMs;
    this.#drop((segment) => nowMs - segment.arrivedMs > timeoutMs);
    const arrival = this.#window.arrive(header.sequence);
    if (arrival === 'duplicate' || arrival === 'late') return refused(arrival);
    if (arrival === 'restart') this.#startAgain(header.sequence);
    if (header.segmentOffset + payload.length > largestPayload) return refused('too-large');
    if (header.segmentOffset === 0 && header.isLast) {
      return this.#deliver(payload, header.sequence, 1);
    }
    return this.#keep(header, payload, nowMs);
  }

  #keep(header: PacketHeader, payload: Uint8Array, nowMs: number): Reassembled {
    const { sequence, segmentOffset: offset, isLast } = header;
    // The socket's buffer is only lent.
    const segment = { sequence, offset, isLast, payload: payload.slice(), arrivedMs: nowMs };
    this.#drop((other) => sequenceDistance(other.sequence, sequence) >= windowSize);
    this.#segments.push(segment);
    this.#segments.sort((a, b) => sequenceDistance(b.sequence, a.sequence));
    while (totalLength(this.#segments) > largestBuffer) this.#drop((s) => s === this.#segments[0]);
    const run = runAround(this.#segments, segment);
    if (!run) return pending;
    this.#segments = this.#segments.filter((other) => !run.includes(other));
    const whole = joined(run);
    const first = run[0];
    return whole && first ? this.#deliver(whole, first.sequence, run.length) : refused('segment');
  }

  #deliver(payload: Uint8Array, sequence: number, segments: number): Reassembled {
    const isFirst = Number.isNaN(this.#deliveredUpTo);
    const packetsBetween = isFirst ? 0 : sequenceDistance(this.#deliveredUpTo, sequence) - 1;
    if (packetsBetween < 0) return refused('late');
    // A sender's messages take about the same number of packets each.
    this.#index += 1 + Math.round(packetsBetween / segments);
    this.#deliveredUpTo = (sequence + segments - 1) & 0xffff;
    return { kind: 'message', message: { payload, index: this.#index } };
  }

  #startAgain(sequence?: number): void {
    this.#drop(() => true);
    this.#deliveredUpTo = Number.NaN;
    if (sequence === undefined) this.#window.reset();
  }

  #drop(isGone: (segment: Segment) => boolean): void {
    if (this.#segments.length === 0) return;
    const kept = this.#segments.filter((segment) => !isGone(segment));
    if (kept.length < this.#segments.length) this.incomplete += 1;
    this.#segments = kept;
  }
}

const refused = (reason: 'duplicate' | 'late' | 'too-large' | 'segment'): Reassembled => ({
  kind: 'refused',
  reason,
});

const totalLength = (segments: readonly Segment[]): number =>
  segments.reduce((sum, segment) => sum + segment.payload.length, 0);

/** The unbroken run of packet numbers from a first segment to a last one around `segment`. */
function runAround(sorted: readonly Segment[], segment: Segment): Segment[] | undefined {
  const at = sorted.indexOf(segment);
  let from = at;
  let to = at;
  while (sorted[from]?.offset !== 0) {
    if (!follows(sorted[from - 1], sorted[from]) || sorted[from - 1]?.isLast) return undefined;
    from -= 1;
  }
  while (!sorted[to]?.isLast) {
    if (!follows(sorted[to], sorted[to + 1]) || sorted[to + 1]?.offset === 0) return undefined;
    to += 1;
  }
  return sorted.slice(from, to + 1);
}

const follows = (first: Segment | undefined, second: Segment | undefined): boolean =>
  first !== undefined &&
  second !== undefined &&
  sequenceDistance(first.sequence, second.sequence) === 1;

/** The payloads of a run, one after the other, or `undefined` when the offsets leave a gap. */
function joined(run: readonly Segment[]): Uint8Array | undefined {
  const whole = new Uint8Array(totalLength(run));
  let length = 0;
  for (const segment of run) {
    if (segment.offset !== length) return undefined;
    whole.set(segment.payload, length);
    length += segment.payload.length;
  }
  return whole;
}
