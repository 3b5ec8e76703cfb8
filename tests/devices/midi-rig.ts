import type { ControlEvent } from '../../core/control/control-event.ts';
import type { Result } from '../../core/result.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { DeviceContext } from '../../devices/device.ts';
import type { MidiBackend, MidiListener, MidiPorts } from '../../devices/midi/backend.ts';
import { midiFactoryOn } from '../../devices/midi/driver.ts';
import { copyOf } from './collect.ts';

/** A machine whose cables a test plugs. */
export class TestMidi implements MidiBackend {
  answer: Result<MidiPorts, string> = { ok: true, value: { inputs: [], outputs: [] } };
  opened: string[] = [];
  sent: string[] = [];
  on: MidiListener | undefined;
  closes = 0;
  plug(inputs: string[], outputs: string[] = []): void {
    this.answer = { ok: true, value: { inputs, outputs } };
  }
  async ports() {
    return this.answer;
  }
  open(input: string, output: string | undefined, on: MidiListener) {
    this.opened.push(`${input} > ${output}`);
    this.on = on;
    return {
      send: (bytes: Uint8Array) => this.sent.push(Buffer.from(bytes).toString('hex')),
      close: () => {
        this.on = undefined;
      },
    };
  }
  async close(): Promise<void> {
    this.closes += 1;
  }
}

export function midiDevice(options: object = {}) {
  const midi = new TestMidi();
  const state = { nowMs: 1000, statusChanges: 0 };
  const samples: TrackingSample[] = [];
  const controls: ControlEvent[] = [];
  const waiting: { ms: number; run: () => void }[] = [];
  const context: DeviceContext = {
    nowMs: () => state.nowMs,
    sink: {
      sample: (sample) => samples.push(copyOf(sample)),
      command: () => {},
      control: (event) => controls.push({ ...event }),
    },
    onStatus: () => {
      state.statusChanges += 1;
    },
  };
  const after = (ms: number, run: () => void) => {
    const timer = { ms, run };
    waiting.push(timer);
    return () => {
      if (waiting.includes(timer)) waiting.splice(waiting.indexOf(timer), 1);
    };
  };
  const device = midiFactoryOn(() => midi, after).create(
    'desk',
    { port: 'Desk', ...options },
    context,
  );
  /** Runs the timer that waits for so long, with the clock moved on. */
  const pass = async (ms: number): Promise<void> => {
    const at = waiting.findIndex((timer) => timer.ms === ms);
    if (at < 0) throw new Error(`none waits ${ms} ms, but ${waiting.map((timer) => timer.ms)}`);
    const [timer] = waiting.splice(at, 1);
    state.nowMs += ms;
    timer!.run();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { device, midi, state, samples, controls, waiting, pass };
}

export const here = { address: '127.0.0.1', port: 1 };

/** What a status says in words. */
export const text = (status: { state: string; detail?: string; reason?: string }): string =>
  status.detail ?? status.reason ?? '';
