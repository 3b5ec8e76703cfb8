import { describe, expect, it } from 'vitest';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { ltcFactory } from '../../devices/ltc/driver.ts';
import { LtcEncoder } from '../../devices/ltc/encoder.ts';
import { ltcBytes, ltcPcm } from '../../devices/ltc/simulator.ts';
import { copyOf, until } from './collect.ts';
import { randomFrom } from './fuzz.ts';
import { format, ltcDevice, play, text } from './ltc-rig.ts';

describe('an LTC device', () => {
  it('hears the channel that it is told', async () => {
    const made = ltcDevice({ channel: 3, sampleRate: 16_000 });
    await made.device.open();
    expect(made.sound.opened[0]).toEqual({ input: 'default', sampleRate: 16_000, channels: 3 });
    const encoder = new LtcEncoder({ sampleRate: 16_000, format: format('25'), frame: 0 });
    const mono = ltcPcm(encoder, 16_000, 1);
    const random = randomFrom(2);
    const mixed = Int16Array.from({ length: 48_000 }, (_, i) =>
      i % 3 === 2 ? mono[(i - 2) / 3]! : 20_000 * (random() - 0.5),
    );
    made.sound.on?.pcm(mixed, 2000);
    expect(made.samples.length).toBeGreaterThan(20);
  });

  it('says that it is lost when the tape stops, once', async () => {
    const made = ltcDevice();
    await made.device.open();
    play(made, { sampleRate: 48_000, format: format('25'), frame: 0 }, 1);
    const changes = made.state.statusChanges;
    for (let n = 0; n < 100; n++) {
      made.state.nowMs += 10;
      made.sound.on?.pcm(new Int16Array(960), made.state.nowMs);
    }
    expect(text(made.device.status())).toContain('LTC 25 lost at 00:00:00:2');
    expect(made.state.statusChanges).toBe(changes + 1);
  });

  it('says why recording ended, and begins anew after 1 s, 2 s, 4 s', async () => {
    const made = ltcDevice({ input: 'hw:7' });
    await made.device.open();
    for (const ms of [1000, 2000, 4000]) {
      made.sound.on?.ended('There is no sound input "hw:7".');
      expect(made.device.status()).toEqual({
        state: 'unavailable',
        reason: 'There is no sound input "hw:7".',
      });
      expect(made.waiting.map((timer) => timer.ms)).toEqual([ms]);
      made.waiting.shift()?.run();
    }
    expect(made.sound.opened).toHaveLength(4);
    // One status for the opening, one for the reason: a reason that stays is no news.
    expect(made.state.statusChanges).toBe(2);
    made.sound.on?.pcm(new Int16Array(960), 5000);
    expect(made.device.status().state).toBe('open');
  });

  it('opens and closes as often as it is told, and takes no sound when it is closed', async () => {
    const made = ltcDevice();
    await made.device.open();
    await made.device.open();
    expect(made.sound.closes).toBe(1);
    await made.device.close();
    await made.device.close();
    expect(made.sound.closes).toBe(2);
    expect(made.device.status()).toEqual({ state: 'closed' });
    play(made, { sampleRate: 48_000, format: format('25'), frame: 0 }, 0.2);
    expect(made.samples).toEqual([]);
    made.sound.on?.ended('too late');
    expect(made.device.status()).toEqual({ state: 'closed' });
    expect(made.waiting).toEqual([]);
  });

  it('takes recorded samples by its own door, and refuses half ones and silence', () => {
    const { device, samples } = ltcDevice();
    const bytes = ltcBytes({ sampleRate: 48_000, format: format('25'), frame: 0 }, 0.5, 2);
    const before = bytes.slice();
    device.receive(bytes, { address: '127.0.0.1', port: 1 });
    expect(samples.map(({ timecodeFrame }) => timecodeFrame)).toContain(11);
    expect(bytes).toEqual(before);
    for (const length of [0, 1, 3, 7]) {
      device.receive(new Uint8Array(length), { address: '127.0.0.1', port: 1 });
    }
    expect(device.counters().refused.get('length')).toBe(4);
    device.receive(new Uint8Array(4000), { address: '127.0.0.1', port: 1 });
    expect(device.counters().refused.get('no-timecode')).toBe(1);
  });

  it('with options of the wrong type is unavailable, with a pointer to each', () => {
    const { device } = ltcDevice({ input: 7, channel: 0, sampleRate: 'high', frameRate: '26' });
    const reason = text(device.status());
    for (const key of ['input', 'channel', 'sampleRate', 'frameRate']) {
      expect(reason).toContain(`/options/${key}: `);
    }
  });

  it('needs no hardware when its input is simulated', async () => {
    const samples: TrackingSample[] = [];
    const device = ltcFactory.create(
      'ltc',
      { input: 'simulated', sampleRate: 8000 },
      {
        nowMs: () => performance.now(),
        sink: { sample: (s) => samples.push(copyOf(s)), command: () => {}, control: () => {} },
        onStatus: () => {},
      },
    );
    await device.open();
    await until(() => samples.length > 3);
    expect(text(device.status())).toMatch(/LTC 25 locked at 01:00:00:\d\d/);
    await device.close();
    const frames = samples.map(({ timecodeFrame }) => timecodeFrame);
    expect(frames.slice(0, 4)).toEqual([90_002, 90_003, 90_004, 90_005]);
  });
});
