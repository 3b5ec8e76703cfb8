import { periodMs } from '../../core/time/rate.ts';
import {
  createTimecode,
  frameFromTimecode,
  type TimecodeFormat,
  timecodeFormat,
  wrapFrame,
} from '../../core/time/timecode.ts';

/**
 * `none` yet; `locked` to quarter frames; `freewheel` after a dropout, for a second; `stopped` where
 * it stood last, by silence or by a full frame.
 */
export type MtcState = 'none' | 'locked' | 'freewheel' | 'stopped';

/**
 * What a message was: `edge` is the beginning of `frame`, this moment; `piece` is a part of one;
 * `broken` is out of order or contradicts what went before; `invalid` names no frame.
 */
export type MtcResult = 'edge' | 'piece' | 'broken' | 'invalid';

/** The formats of the two rate bits: 0 to 3. */
export const mtcFormats: readonly TimecodeFormat[] = [
  timecodeFormat({ num: 24, den: 1 }),
  timecodeFormat({ num: 25, den: 1 }),
  timecodeFormat({ num: 30000, den: 1001 }, true),
  timecodeFormat({ num: 30, den: 1 }),
];

/** So long the position goes on by itself when quarter frames fail to come. */
const freewheelMs = 1000;

/**
 * Timecode out of MTC (MIDI Time Code, RP-004/008). Quarter frames carry a timecode in eight pieces
 * over two frames; piece 0 is sent at the beginning of the frame that they name, piece 4 at the
 * beginning of the next, in either direction. So what is assembled when piece 7 comes is two frames
 * old with the next piece 0; running back it is right when piece 0 comes. Eight pieces in order lock;
 * once locked, two sets that agree with each other are needed to believe a jump. Allocates nothing.
 */
export class MtcAssembler {
  state: MtcState = 'none';
  /** +1 forward, −1 in reverse. */
  direction: 1 | -1 = 1;
  /** Frames since midnight at the newest edge; between the eighth piece and its edge, at the next. */
  frame = Number.NaN;
  format: TimecodeFormat | undefined;
  readonly #pieces = new Uint8Array(8);
  readonly #timecode = createTimecode();
  #last = -1;
  /** Pieces in order up to the last one. */
  #run = 0;
  #lastMs = Number.NEGATIVE_INFINITY;
  #edgeMs = Number.NaN;
  /** The frame that the newest set names; NaN while none is believed. */
  #set = Number.NaN;
  /** A set that contradicted the one before. */
  #doubt = Number.NaN;

  /** The data byte of a quarter frame (0nnn dddd) that came at a time in ms. */
  quarterFrame(data: number, nowMs: number): MtcResult {
    this.look(nowMs);
    const piece = (data >> 4) & 7;
    const isInOrder = this.#follow(piece);
    this.#pieces[piece] = data & 0x0f;
    this.#last = piece;
    this.#lastMs = nowMs;
    const isWhole = this.#run >= 8 && piece === (this.direction > 0 ? 7 : 0);
    const result = isWhole ? this.#takeSet(nowMs) : 'piece';
    if (result !== 'piece') return result;
    if (this.state === 'locked' && (piece & 3) === 0) return this.#edge(piece, nowMs);
    return isInOrder ? 'piece' : 'broken';
  }

  /** A full frame: the timecode stands here, whatever it was. `hours` has the rate in bits 5 and 6. */
  fullFrame(
    hours: number,
    minutes: number,
    seconds: number,
    frames: number,
    nowMs: number,
  ): MtcResult {
    const format = mtcFormats[(hours >> 5) & 3];
    const frame = format ? this.#frameOf(hours & 31, minutes, seconds, frames, format) : Number.NaN;
    if (Number.isNaN(frame)) return 'invalid';
    this.#lose('stopped');
    this.format = format;
    this.frame = frame;
    this.#edgeMs = nowMs;
    return 'edge';
  }

  /** Time goes on: notices that pieces fail to come. */
  look(nowMs: number): void {
    const silentMs = nowMs - this.#lastMs;
    if (this.state === 'locked' && silentMs > this.#periodMs) this.#lose('freewheel');
    if (this.state === 'freewheel' && silentMs > freewheelMs) {
      // Senders stop by falling silent: it was no dropout, and nothing went on.
      this.frame = this.frameAt(this.#lastMs);
      this.state = 'stopped';
    }
  }

  /** The frame that stands at a time, by itself where no piece came since; NaN for none. */
  frameAt(nowMs: number): number {
    const { format } = this;
    const isMoving = this.state === 'locked' || this.state === 'freewheel';
    if (!format || !isMoving || Number.isNaN(this.#edgeMs)) return this.frame;
    const frames = Math.floor((nowMs - this.#edgeMs) / this.#periodMs);
    return wrapFrame(this.frame + this.direction * Math.max(0, frames), format);
  }

  get #periodMs(): number {
    return this.format ? periodMs(this.format.rate) : Number.POSITIVE_INFINITY;
  }

  /** Whether the piece comes after the last one, in the direction that two of them say. */
  #follow(piece: number): boolean {
    const step = (piece - this.#last + 8) & 7;
    const isFirst = this.#last < 0 || this.#run === 0;
    const direction = step === 1 ? 1 : step === 7 ? -1 : 0;
    if (isFirst || direction === 0) {
      this.#lose('freewheel');
      this.#run = 1;
      return isFirst;
    }
    if (direction === this.direction || this.#run === 1) this.#run += 1;
    else {
      this.#lose('freewheel');
      this.#run = 2;
    }
    this.direction = direction;
    return true;
  }

  #takeSet(nowMs: number): MtcResult {
    const p = this.#pieces;
    const high = p[7] ?? 0;
    const format = mtcFormats[(high >> 1) & 3];
    const of = (low: number): number => (p[low] ?? 0) | ((p[low + 1] ?? 0) << 4);
    const hours = (p[6] ?? 0) | ((high & 1) << 4);
    const named = format ? this.#frameOf(hours, of(4), of(2), of(0), format) : Number.NaN;
    if (!format || Number.isNaN(named)) {
      this.#lose('freewheel');
      return 'invalid';
    }
    const believed = this.#believe(named, format);
    const result = this.direction < 0 ? this.#edge(0, nowMs) : 'piece';
    return believed ? result : 'broken';
  }

  /** Takes the set for true, or goes on from the one before until another says the same. */
  #believe(named: number, format: TimecodeFormat): boolean {
    const step = 2 * this.direction;
    const isFirst = this.state !== 'locked' || format !== this.format || Number.isNaN(this.#set);
    const expected = wrapFrame(this.#set + step, format);
    const isTrue = isFirst || named === expected || named === wrapFrame(this.#doubt + step, format);
    this.#set = isTrue ? named : expected;
    this.#doubt = isTrue ? Number.NaN : named;
    if (!isFirst) return isTrue;
    this.state = 'locked';
    this.format = format;
    this.frame = this.direction > 0 ? wrapFrame(named + 2, format) : named;
    this.#edgeMs = Number.NaN;
    return true;
  }

  /** Piece 0 or 4 of a lock: the beginning of a frame. */
  #edge(piece: number, nowMs: number): MtcResult {
    const { format } = this;
    if (!format) return 'piece';
    const isSecond = piece === 4;
    // Forward, the set in hand named the two frames before; in reverse, the one just passed.
    const ahead = this.direction > 0 ? (isSecond ? 3 : 2) : isSecond ? -1 : 0;
    this.frame = wrapFrame(this.#set + ahead, format);
    this.#edgeMs = nowMs;
    return 'edge';
  }

  #frameOf(
    hours: number,
    minutes: number,
    seconds: number,
    frames: number,
    format: TimecodeFormat,
  ): number {
    const timecode = this.#timecode;
    timecode.hours = hours;
    timecode.minutes = minutes;
    timecode.seconds = seconds;
    timecode.frames = frames;
    return frameFromTimecode(timecode, format);
  }

  #lose(state: 'freewheel' | 'stopped'): void {
    if (state === 'stopped' || this.state === 'locked') this.state = state;
    this.#run = 0;
    this.#set = Number.NaN;
    this.#doubt = Number.NaN;
  }
}
