import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { DeviceContext } from '../../devices/device.ts';
import type { AudioBackend, AudioListener } from '../../devices/ltc/backend.ts';
import type { CaptureOptions } from '../../devices/ltc/capture-command.ts';
import { ltcFactoryOn } from '../../devices/ltc/driver.ts';
import { LtcEncoder, type LtcEncoderOptions } from '../../devices/ltc/encoder.ts';
import { ltcFormats } from '../../devices/ltc/rate.ts';
import { ltcPcm } from '../../devices/ltc/simulator.ts';
import { copyOf } from './collect.ts';

/** A sound card whose recordings a test makes and ends, and timers that it turns. */
export class TestSound implements AudioBackend {
  readonly opened: CaptureOptions[] = [];
  on: AudioListener | undefined;
  closes = 0;
  async list(): Promise<string[]> {
    return ['hw:1'];
  }
  open(options: CaptureOptions, on: AudioListener) {
    this.opened.push(options);
    this.on = on;
    return {
      close: async () => {
        this.closes += 1;
      },
    };
  }
}

export function ltcDevice(options: object = {}) {
  const sound = new TestSound();
  const state = { nowMs: 1000, statusChanges: 0 };
  const samples: TrackingSample[] = [];
  const waiting: { ms: number; run: () => void }[] = [];
  const context: DeviceContext = {
    nowMs: () => state.nowMs,
    sink: {
      sample: (sample) => samples.push(copyOf(sample)),
      command: () => {},
      control: () => {},
    },
    onStatus: () => {
      state.statusChanges += 1;
    },
  };
  const timers = {
    nowMs: () => state.nowMs,
    after: (ms: number, run: () => void) => {
      const timer = { ms, run };
      waiting.push(timer);
      return () => void waiting.splice(waiting.indexOf(timer), 1);
    },
  };
  const device = ltcFactoryOn(() => sound, timers).create('ltc', options, context);
  return { device, sound, state, samples, waiting };
}

export const format = (name: string) => ltcFormats.get(name)!;
/** What a status says in words. */
export const text = (status: { state: string; detail?: string; reason?: string }): string =>
  status.detail ?? status.reason ?? '';

/** Plays seconds of LTC into a device, in blocks of 10 ms that arrive when they are over. */
export function play(
  made: ReturnType<typeof ltcDevice>,
  options: LtcEncoderOptions,
  seconds: number,
  late = () => 0,
): void {
  const encoder = new LtcEncoder(options);
  const block = options.sampleRate / 100;
  const startMs = made.state.nowMs;
  for (let n = 1; n <= seconds * 100; n++) {
    made.state.nowMs = startMs + n * 10 + late();
    made.sound.on?.pcm(ltcPcm(encoder, block, 2), made.state.nowMs);
  }
}
