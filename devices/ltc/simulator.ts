import { hertz } from '../../core/time/rate.ts';
import { timecodeFormat } from '../../core/time/timecode.ts';
import { startTicker } from '../simulated/ticker.ts';
import type { AudioBackend, AudioCapture, AudioListener } from './backend.ts';
import type { CaptureOptions } from './capture-command.ts';
import { LtcEncoder, type LtcEncoderOptions } from './encoder.ts';

/** The name of an input that needs no hardware: LTC at 25 frames a second. */
export const simulatedInput = 'simulated';

/** The next samples of a run as 16-bit counts, the same on every channel: what a sound card delivers. */
export function ltcPcm(encoder: LtcEncoder, samples: number, channels: number): Int16Array {
  const sound = new Float32Array(samples);
  encoder.fill(sound);
  const pcm = new Int16Array(samples * channels);
  for (let i = 0; i < pcm.length; i += 1) {
    pcm[i] = Math.round((sound[Math.floor(i / channels)] ?? 0) * 32767);
  }
  return pcm;
}

/** Running LTC as the bytes of a recording: 16 bits, little-endian; for `aplay` and the device's own door. */
export function ltcBytes(
  options: LtcEncoderOptions,
  seconds: number,
  channels: number,
): Uint8Array {
  const samples = Math.round(seconds * options.sampleRate);
  const pcm = ltcPcm(new LtcEncoder(options), samples, channels);
  const view = new DataView(new ArrayBuffer(2 * pcm.length));
  for (let i = 0; i < pcm.length; i += 1) view.setInt16(2 * i, pcm[i] ?? 0, true);
  return new Uint8Array(view.buffer);
}

const blocksPerSecond = 50;
const firstHourS = 3600;

/** A sound card that hears LTC at 25 frames a second, from 01:00:00:00 on. */
export class SimulatedAudio implements AudioBackend {
  async list(): Promise<string[]> {
    return [simulatedInput];
  }

  open({ sampleRate, channels }: CaptureOptions, on: AudioListener): AudioCapture {
    const format = timecodeFormat({ num: 25, den: 1 });
    const frame = firstHourS * hertz(format.rate);
    const encoder = new LtcEncoder({ sampleRate, format, frame });
    let sent = 0;
    let startMs: number | undefined;
    const ticker = startTicker(
      blocksPerSecond,
      () => performance.now(),
      () => {
        const nowMs = performance.now();
        startMs ??= nowMs;
        const due = Math.floor(((nowMs - startMs) * sampleRate) / 1000) - sent;
        // After a stall the sound goes on from where it would be heard; a second of it is enough.
        const samples = Math.min(due, sampleRate);
        sent += samples;
        if (samples > 0) on.pcm(ltcPcm(encoder, samples, channels), nowMs);
      },
    );
    return { close: async () => ticker.stop() };
  }
}
