import { done, type Result } from '../../core/result.ts';
import { hertz } from '../../core/time/rate.ts';
import {
  createTimecode,
  type TimecodeFormat,
  timecodeFromFrame,
} from '../../core/time/timecode.ts';
import { startTicker, type Ticker } from '../simulated/ticker.ts';
import type { MidiBackend, MidiConnection, MidiListener, MidiPorts } from './backend.ts';
import { mtcFormats } from './mtc.ts';

/** The name of a port that needs no hardware: it sends MTC at 25 frames a second. */
export const simulatedPort = 'simulated';

/**
 * Quarter frame `piece` (0 to 7) of the set that names `frame`, frames since midnight: two bytes.
 * The set is sent from piece 0 at the frame's beginning to piece 7, a quarter of a frame apart.
 */
export function mtcQuarterFrame(frame: number, piece: number, format: TimecodeFormat): Uint8Array {
  const timecode = timecodeFromFrame(createTimecode(), frame, format);
  const { hours, minutes, seconds, frames } = timecode;
  const withRate = hours | (mtcFormats.indexOf(format) << 5);
  const value = [frames, seconds, minutes, withRate][piece >> 1] ?? 0;
  return Uint8Array.of(0xf1, (piece << 4) | ((piece & 1 ? value >> 4 : value) & 0x0f));
}

/** The full frame that says: the timecode stands here. Ten bytes, for all devices. */
export function mtcFullFrame(frame: number, format: TimecodeFormat): Uint8Array {
  const { hours, minutes, seconds, frames } = timecodeFromFrame(createTimecode(), frame, format);
  const withRate = hours | (mtcFormats.indexOf(format) << 5);
  return Uint8Array.of(0xf0, 0x7f, 0x7f, 0x01, 0x01, withRate, minutes, seconds, frames, 0xf7);
}

/**
 * The quarter frame at a place of a run, in quarters of a frame since midnight; the sets begin at the
 * even frames. A run backwards sends the same bytes in the opposite order.
 */
export const mtcAtQuarter = (quarter: number, format: TimecodeFormat): Uint8Array =>
  mtcQuarterFrame(Math.floor(quarter / 8) * 2, quarter & 7, format);

/** A key: pressed with a velocity of 1 to 127, released with 0. Channel 1 to 16, note 0 to 127. */
export const noteMessage = (channel: number, note: number, velocity: number): Uint8Array =>
  Uint8Array.of(0x90 | (channel - 1), note, velocity);

/** A fader, wheel or key of a controller. Channel 1 to 16, number and value 0 to 127. */
export const controllerMessage = (channel: number, number: number, value: number): Uint8Array =>
  Uint8Array.of(0xb0 | (channel - 1), number, value);

const firstHour = 3600;

/** A machine with one port, which sends MTC at 25 frames a second from 01:00:00:00 on. */
export class SimulatedMidi implements MidiBackend {
  #ticker: Ticker | undefined;

  async ports(): Promise<Result<MidiPorts, string>> {
    return done({ inputs: [simulatedPort], outputs: [simulatedPort] });
  }

  open(_input: string, _output: string | undefined, on: MidiListener): MidiConnection {
    const format = mtcFormats[1];
    if (!format) throw new Error('MTC has no 25 frames a second');
    const perSecond = 4 * hertz(format.rate);
    const first = firstHour * perSecond;
    const startMs = performance.now();
    const nowMs = (): number => performance.now() - startMs;
    this.#ticker?.stop();
    this.#ticker = startTicker(perSecond, nowMs, (index) => {
      // A timer is late at times; the quarter was not.
      const ageMs = Math.max(0, nowMs() - (index * 1000) / perSecond);
      on.bytes(mtcAtQuarter(first + index, format), ageMs);
    });
    return { send: () => {}, close: () => this.#ticker?.stop() };
  }

  async close(): Promise<void> {
    this.#ticker?.stop();
  }
}
