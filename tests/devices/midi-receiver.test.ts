import { describe, expect, it } from 'vitest';
import { mtcFormats } from '../../devices/midi/mtc.ts';
import { mtcAtQuarter, mtcFullFrame } from '../../devices/midi/simulator.ts';
import { bytesOf } from './collect.ts';
import { fuzzSeed, randomFrom } from './fuzz.ts';
import { here, midiDevice, text } from './midi-rig.ts';

describe('its timecode', () => {
  const pal = mtcFormats[1]!;
  it('comes as samples at the beginnings of frames, at the time that the message came', () => {
    const { device, samples, state } = midiDevice();
    for (let quarter = 800; quarter <= 816; quarter++) {
      state.nowMs += 10;
      device.receive(mtcAtQuarter(quarter, pal), here);
    }
    expect(samples.map(({ timecodeFrame, receivedMs }) => [timecodeFrame, receivedMs])).toEqual([
      [202, 1090],
      [203, 1130],
      [204, 1170],
    ]);
    expect(samples.every(({ subject, hasPose }) => subject === 'timecode' && !hasPose)).toBe(true);
    expect(device.counters().accepted).toBe(17);
  });

  it('counts the time that a message took through the other process', async () => {
    const { device, midi, samples, state } = midiDevice();
    midi.plug(['Desk']);
    await device.open();
    for (let quarter = 800; quarter <= 808; quarter++)
      midi.on?.bytes(mtcAtQuarter(quarter, pal), 3);
    expect(samples[0]?.receivedMs).toBe(state.nowMs - 3);
    expect(text(device.status())).toBe('Desk, no output for lights; MTC 25 locked at 00:00:08:02');
  });

  it('jumps with a full frame', () => {
    const { device, samples } = midiDevice();
    device.receive(mtcFullFrame(12_345, pal), here);
    expect(samples.map(({ timecodeFrame }) => timecodeFrame)).toEqual([12_345]);
  });

  it('is refused when it names no frame, and left when it is not wanted', () => {
    const refusing = midiDevice();
    refusing.device.receive(bytesOf('f07f7f010140010000f7'), here);
    refusing.device.receive(bytesOf('f07f7f01010000f7'), here);
    expect(refusing.device.counters().refused.get('timecode')).toBe(2);
    const deaf = midiDevice({ timecode: false });
    for (let quarter = 0; quarter < 20; quarter++)
      deaf.device.receive(mtcAtQuarter(quarter, pal), here);
    deaf.device.receive(mtcFullFrame(12_345, pal), here);
    expect(deaf.samples).toEqual([]);
    expect(deaf.device.counters().noted?.get('unused')).toBe(21);
  });
});

describe('its system exclusive messages', () => {
  it('press MMC and MSC controls, of its own id and of all', () => {
    const { device, controls } = midiDevice({ sysexDevice: 5 });
    for (const hex of ['f07f7f0602f7', 'f07f050601f7', 'f07f060609f7', 'f07f05027f01312e35f7']) {
      device.receive(bytesOf(hex), here);
    }
    expect(controls.map(({ control, kind }) => `${control} ${kind}`)).toEqual([
      'mmc/play press',
      'mmc/stop press',
      'msc/go/1.5 press',
    ]);
  });

  it('that are damaged are refused, and those of makers left', () => {
    const { device, controls } = midiDevice();
    device.receive(bytesOf('f07f7f063ff7'), here);
    device.receive(bytesOf('f07f7f027f0178f7'), here);
    device.receive(bytesOf('f0411042120000f7'), here);
    expect(controls).toEqual([]);
    expect(Object.fromEntries(device.counters().refused)).toEqual({ mmc: 1, msc: 1 });
    expect(device.counters().noted?.get('unused')).toBe(1);
  });
});

describe('what it is given', () => {
  it('is counted, whatever it is, and left as it was', () => {
    const { device, samples } = midiDevice();
    const rubbish = [[], [0], [0x23], Array(64).fill(255), Array(5000).fill(0x2f)];
    for (const bytes of rubbish) device.receive(Uint8Array.from(bytes), here);
    const { accepted, refused } = device.counters();
    expect([samples, accepted]).toEqual([[], 0]);
    expect(Object.fromEntries(refused)).toEqual({ length: 1, stray: 3, reset: 64 });
    const half = Uint8Array.of(0x90, 0x3c);
    device.receive(half, here);
    expect(device.counters().accepted).toBe(1);
    expect(half).toEqual(Uint8Array.of(0x90, 0x3c));
  });

  it(`throws nothing at random (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const random = randomFrom(fuzzSeed);
    const options = {
      nrpn: [1, 2],
      highResolution: [[1, 7]],
      relative: { 'cc/1/16': 'twos' },
      buttons: ['cc/1/20'],
    };
    const { device, state, controls } = midiDevice(options);
    const starts = ['', 'f07f7f01', 'f07f7f02', 'f07f7f06', 'f1', 'b0', '90'];
    for (let i = 0; i < 20_000; i++) {
      const start = bytesOf(starts[Math.floor(random() * starts.length)]!);
      const length = Math.floor(random() * 12);
      const noise = Array.from({ length }, () =>
        Math.floor(random() * (random() < 0.8 ? 128 : 256)),
      );
      state.nowMs += random() * 20;
      const { accepted, refused } = device.counters();
      const before = accepted + [...refused.values()].reduce((sum, count) => sum + count, 0);
      device.receive(Uint8Array.from([...start, ...noise]), here);
      const after = device.counters();
      const counted =
        after.accepted + [...after.refused.values()].reduce((sum, count) => sum + count, 0);
      if (counted === before) throw new Error(`not counted: message ${i}`);
      const last = controls.at(-1);
      if (last && !(Math.abs(last.value) <= 64)) throw new Error(JSON.stringify(last));
    }
    expect(device.counters().refused.has('internal')).toBe(false);
    expect(controls.every(({ kind, value }) => kind === 'step' || (value >= 0 && value <= 1))).toBe(
      true,
    );
  });
});
