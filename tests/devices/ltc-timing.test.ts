import { describe, expect, it } from 'vitest';
import { rates as ratesSchema } from '../../core/show/stage-schema.ts';
import { framesPerDay } from '../../core/time/timecode.ts';
import { LtcEncoder } from '../../devices/ltc/encoder.ts';
import { ltcPcm } from '../../devices/ltc/simulator.ts';
import { HouseSync } from '../../server/time/house-sync.ts';
import { ShowClock } from '../../server/time/show-clock.ts';
import { fuzzSeed, randomFrom } from './fuzz.ts';
import { format, ltcDevice, play, text } from './ltc-rig.ts';

describe('the timecode of an LTC device', () => {
  it('is the beginning of every frame, at the moment it was in the sound', async () => {
    const made = ltcDevice();
    await made.device.open();
    const startMs = made.state.nowMs;
    play(made, { sampleRate: 48_000, format: format('25'), frame: 5000 }, 4);
    expect(made.samples.length).toBeGreaterThan(96);
    // The first frame to be delivered is the one that the second whole frame ends with.
    expect(made.samples[0]?.timecodeFrame).toBe(5002);
    made.samples.forEach((sample, n) => {
      expect(sample).toMatchObject({
        subject: 'timecode',
        hasPose: false,
        timecodeFrame: 5002 + n,
      });
      expect(Math.abs(sample.receivedMs - startMs - (n + 2) * 40)).toBeLessThan(0.1);
    });
    expect(text(made.device.status())).toContain('LTC 25 locked at 00:03:2');
    expect(made.device.counters().accepted).toBeGreaterThan(97);
    expect([...made.device.counters().refused]).toEqual([]);
  });

  it(`is as exact when blocks come late by up to 8 ms and the card is 60 ppm off (CYCLORAMA_SEED=${fuzzSeed})`, async () => {
    const random = randomFrom(fuzzSeed);
    const made = ltcDevice({ sampleRate: 16_000 });
    await made.device.open();
    const startMs = made.state.nowMs;
    const encoder = new LtcEncoder({ sampleRate: 16_000, format: format('25'), frame: 0 });
    // 160 samples take a little more than 10 ms on this card.
    const blockMs = 10 * (1 + 60e-6);
    for (let n = 1; n <= 3000; n++) {
      made.state.nowMs = startMs + n * blockMs + (random() < 0.3 ? 0 : 8 * random());
      made.sound.on?.pcm(ltcPcm(encoder, 160, 2), made.state.nowMs);
    }
    const errors = made.samples.map(({ receivedMs, timecodeFrame }) =>
      Math.abs(receivedMs - startMs - timecodeFrame * 40 * (1 + 60e-6)),
    );
    expect(errors.length).toBeGreaterThan(740);
    expect(Math.max(...errors.slice(100))).toBeLessThan(0.3);
  });

  it('finds its place again when samples were lost', async () => {
    const made = ltcDevice({ sampleRate: 16_000 });
    await made.device.open();
    const options = { sampleRate: 16_000, format: format('25') };
    play(made, { ...options, frame: 0 }, 5);
    // The tape went on for 200 ms that were never heard.
    made.state.nowMs += 200;
    const resumedMs = made.state.nowMs;
    made.samples.length = 0;
    play(made, { ...options, frame: 130 }, 3);
    const late = made.samples
      .slice(-25)
      .map(({ receivedMs, timecodeFrame }) =>
        Math.abs(receivedMs - resumedMs - (timecodeFrame - 130) * 40),
      );
    expect(Math.max(...late)).toBeLessThan(0.5);
  });

  it('takes off what the sound card is said to add', async () => {
    const made = ltcDevice({ latencyMs: 30 });
    await made.device.open();
    const startMs = made.state.nowMs;
    play(made, { sampleRate: 48_000, format: format('25'), frame: 0 }, 1);
    const [sample] = made.samples;
    expect(sample!.receivedMs - startMs).toBeCloseTo(sample!.timecodeFrame * 40 - 30, 1);
  });

  it.each(['23.976', '24', '25', '29.97', '29.97 DF', '30'])(
    'learns the rate of %s from the sound',
    async (name) => {
      const made = ltcDevice({ sampleRate: 16_000 });
      await made.device.open();
      play(made, { sampleRate: 16_000, format: format(name), frame: 0 }, 5);
      expect(text(made.device.status())).toContain(`LTC ${name} locked at 00:00:0`);
      const frames = made.samples.map(({ timecodeFrame }) => timecodeFrame);
      expect(frames).toEqual(frames.map((_, n) => 2 + n));
    },
  );

  it.each([0.8, 1.2])(
    'learns the rate at the end of a second when the speed is %f',
    async (speed) => {
      const made = ltcDevice({ sampleRate: 16_000 });
      await made.device.open();
      play(made, { sampleRate: 16_000, format: format('24'), frame: 0, speed }, 4);
      expect(text(made.device.status())).toMatch(
        /LTC 24 locked at 00:00:0\d:\d\d, speed (0.80|1.20)/,
      );
      const frames = made.samples.map(({ timecodeFrame }) => timecodeFrame);
      expect(frames.at(-1)! - frames[0]!).toBe(frames.length - 1);
    },
  );

  it('counts as told when the rate is named', async () => {
    const made = ltcDevice({ sampleRate: 16_000, frameRate: '24' });
    await made.device.open();
    play(made, { sampleRate: 16_000, format: format('24'), frame: 10, speed: 25 / 24 }, 0.5);
    expect(text(made.device.status())).toContain('LTC 24 locked');
    expect(made.samples[0]?.timecodeFrame).toBe(12);
  });

  it('goes over midnight in drop-frame', async () => {
    const made = ltcDevice({ sampleRate: 16_000 });
    await made.device.open();
    const day = framesPerDay(format('29.97 DF'));
    play(made, { sampleRate: 16_000, format: format('29.97 DF'), frame: day - 10 }, 1);
    const frames = made.samples.map(({ timecodeFrame }) => timecodeFrame);
    expect(frames.slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, n) => (day - 8 + n) % day));
  });
});

describe('the frame clock', () => {
  it('locks to LTC whose generator is 80 ppm fast', async () => {
    const made = ltcDevice({ sampleRate: 16_000 });
    await made.device.open();
    const clock = new ShowClock(
      { monotonicMs: () => made.state.nowMs, hrtimeNs: () => 0n, wallClockMs: () => 0, bootId: '' },
      undefined,
      0,
    );
    const rates = ratesSchema.parse({
      wall: { num: 50, den: 1 },
      reference: { kind: 'timecode', device: 'ltc' },
    });
    const house = new HouseSync(clock, rates);
    const random = randomFrom(3);
    let told = 0;
    const speed = 1 + 80e-6;
    const encoder = new LtcEncoder({ sampleRate: 16_000, format: format('25'), frame: 0, speed });
    const startMs = made.state.nowMs;
    for (let n = 1; n <= 4000; n++) {
      made.state.nowMs = startMs + n * 10 + 2 * random();
      made.sound.on?.pcm(ltcPcm(encoder, 160, 2), made.state.nowMs);
      for (; told < made.samples.length; told++) {
        const { timecodeFrame, receivedMs } = made.samples[told]!;
        house.timecodeAt('ltc', timecodeFrame, clock.showTimeMs(receivedMs));
      }
      if (n % 50 === 0) house.look();
    }
    expect(house.status().state).toBe('locked');
    expect(Math.abs(clock.rateOffset * 1e6 - 80)).toBeLessThan(20);
  });
});
