import { deepStrictEqual } from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { midiFactoryOn } from '../../devices/midi/driver.ts';
import { HostMidi } from '../../devices/midi/host-backend.ts';
import { until } from './guest-until.mjs';
import { RawMidi } from './raw-midi.mjs';

// The real @julusian/midi and our driver, on a port whose other end is a file (snd-virmidi): what is
// written there comes in through ALSA's sequencer, and what goes out is read there.

const file = '/dev/snd/midiC0D0';
const port = 'Virtual Raw MIDI 0-0';
/** Sent until it is heard, and perhaps more than once. */
const probe = 'program/1/5';
/** A process takes long to start in software emulation. */
const patienceMs = 120_000;

/** @type {{ control: string, kind: string, value: number }[]} */
const events = [];
/** @type {number[]} */
const frames = [];
const device = midiFactoryOn(() => new HostMidi(patienceMs)).create(
  'desk',
  { port, relative: { 'cc/1/16': 'twos' } },
  {
    nowMs: () => performance.now(),
    onStatus: () => {},
    sink: {
      sample: ({ timecodeFrame }) => frames.push(timecodeFrame),
      command: () => {},
      control: (event) => events.push({ ...event }),
    },
  },
);

/**
 * What comes of one message.
 * @param {string} what
 * @param {string} hex
 * @param {readonly object[]} expected
 */
async function gives(what, hex, expected) {
  const heard = () => events.filter(({ control }) => control !== probe);
  events.length = 0;
  raw.send(hex);
  await until(what, () => heard().length >= expected.length);
  deepStrictEqual(heard(), expected);
}

if (!existsSync(file)) throw new Error(`the kernel has no snd-virmidi: there is no ${file}`);
const raw = new RawMidi(file);
const listing = new HostMidi(patienceMs);
await until('MIDI ports are listed', async () => {
  const found = await listing.ports();
  return found.ok && found.value.inputs.some((name) => name.startsWith(port));
});
await listing.close();

await device.open();
await until('the port is found and opened', () => device.status().state === 'open');
await until('messages come in', () => {
  // The connection is made in the other process, a moment after it was asked for.
  raw.send('c005');
  return events.length > 0;
});
deepStrictEqual(events[0], { control: probe, kind: 'press', value: 1 });
await gives('a key', '903c7f', [{ control: 'note/1/60', kind: 'press', value: 1 }]);
await gives('its release', '803c40', [{ control: 'note/1/60', kind: 'release', value: 0 }]);
await gives('a fader', 'b00740', [{ control: 'cc/1/7', kind: 'level', value: 64 / 127 }]);
await gives('a wheel', 'b0107e', [{ control: 'cc/1/16', kind: 'step', value: -2 }]);
await gives('a fader of 14 bits', 'e20040', [
  { control: 'bend/3', kind: 'level', value: 8192 / 16383 },
]);
await gives('machine control', 'f07f7f0602f7', [{ control: 'mmc/play', kind: 'press', value: 1 }]);
await gives('show control', 'f07f7f0201013132f7', [
  { control: 'msc/go/12', kind: 'press', value: 1 },
]);
// 01:02:03:04 at 25 frames a second.
raw.send('f07f7f010121020304f7');
await until('a full frame of timecode', () => frames.length > 0);
deepStrictEqual(frames, [((1 * 60 + 2) * 60 + 3) * 25 + 4]);

raw.received();
device.show?.('note/1/60', { tally: 'air', level: null, label: '' });
await until('its light is switched on', () => raw.received().includes('903c7f'));
device.show?.('cc/1/9', { tally: 'off', level: 1, label: '' });
await until('its fader is moved', () => raw.received().includes('b0097f'));
deepStrictEqual([...device.counters().refused], []);
await device.close();
raw.close();
