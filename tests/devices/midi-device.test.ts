import { describe, expect, it } from 'vitest';
import type { Lamp } from '../../core/control/control-event.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import { midiFactory } from '../../devices/midi/driver.ts';
import { controllerMessage, noteMessage } from '../../devices/midi/simulator.ts';
import { copyOf, until } from './collect.ts';
import { midiDevice, text } from './midi-rig.ts';

const lamp = (more: Partial<Lamp>): Lamp => ({ tally: 'off', level: null, label: '', ...more });

describe('a MIDI device', () => {
  it('connects the ports whose names begin as told, and hears and lights its desk', async () => {
    const { device, midi, controls } = midiDevice();
    midi.plug(['Midi Through 14:0', 'Desk:Desk MIDI 1 20:0'], ['Desk:Desk MIDI 1 20:0']);
    await device.open();
    expect(midi.opened).toEqual(['Desk:Desk MIDI 1 20:0 > Desk:Desk MIDI 1 20:0']);
    expect(text(device.status())).toBe('Desk:Desk MIDI 1 20:0, lights on Desk:Desk MIDI 1 20:0');
    midi.on?.bytes(noteMessage(1, 60, 127), 0);
    midi.on?.bytes(controllerMessage(2, 7, 0), 0);
    expect(controls).toEqual([
      { control: 'note/1/60', kind: 'press', value: 1 },
      { control: 'cc/2/7', kind: 'level', value: 0 },
    ]);
    device.show?.('note/1/60', lamp({ tally: 'air' }));
    expect(midi.sent).toEqual(['903c7f']);
    await device.close();
  });

  it('says which ports there are when its own is not, and connects within a look when it is plugged in', async () => {
    const { device, midi, pass, state } = midiDevice();
    midi.plug(['Midi Through 14:0']);
    await device.open();
    expect(device.status()).toMatchObject({
      state: 'unavailable',
      reason: expect.stringMatching(/begins with "Desk".*"desk".*"Midi Through 14:0"/),
    });
    await pass(1000);
    expect(state.statusChanges).toBe(1);
    midi.plug(['Midi Through 14:0', 'Desk 24:0']);
    await pass(1000);
    expect(text(device.status())).toBe('Desk 24:0, no output for lights');
  });

  it('lets keys go when its desk is unplugged, and shows all lights to the one that comes back', async () => {
    const { device, midi, controls, pass } = midiDevice();
    midi.plug(['Desk 20:0'], ['Desk 20:0']);
    await device.open();
    device.show?.('note/1/1', lamp({ tally: 'next' }));
    device.show?.('bend/1', lamp({ level: 1 }));
    midi.on?.bytes(noteMessage(1, 60, 100), 0);
    midi.plug([]);
    await pass(1000);
    expect(controls.at(-1)).toEqual({ control: 'note/1/60', kind: 'release', value: 0 });
    expect(device.status().state).toBe('unavailable');
    midi.sent.length = 0;
    midi.plug(['Desk 28:0'], ['Desk 28:0']);
    await pass(1000);
    expect(midi.opened.at(-1)).toBe('Desk 28:0 > Desk 28:0');
    expect(midi.sent).toEqual(['900101', 'e07f7f']);
  });

  it('stays connected while its port is there', async () => {
    const { device, midi, pass } = midiDevice();
    midi.plug(['Desk 20:0']);
    await device.open();
    await pass(1000);
    await pass(1000);
    expect(midi.opened).toHaveLength(1);
  });

  it('bears being unplugged and plugged in fifty times: nothing stays pressed, nothing piles up', async () => {
    const { device, midi, controls, waiting, pass } = midiDevice();
    await device.open();
    for (let n = 0; n < 50; n++) {
      midi.plug([`Desk ${n}:0`], [`Desk ${n}:0`]);
      await pass(1000);
      expect(device.status().state).toBe('open');
      midi.on?.bytes(noteMessage(1, n, 100), 0);
      midi.plug([]);
      await pass(1000);
    }
    expect(controls.filter(({ kind }) => kind === 'press')).toHaveLength(50);
    expect(controls.filter(({ kind }) => kind === 'release')).toHaveLength(50);
    expect(waiting).toHaveLength(1);
  });

  it('says why MIDI does not work, and looks again after 1 s, 2 s, 4 s, at most 30 s', async () => {
    const { device, midi, pass, state } = midiDevice();
    midi.answer = { ok: false, fault: 'This machine has no MIDI sequencer.' };
    await device.open();
    for (const ms of [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) await pass(ms);
    expect(device.status()).toMatchObject({ reason: 'This machine has no MIDI sequencer.' });
    expect(state.statusChanges).toBe(1);
    midi.plug(['Desk']);
    await pass(30_000);
    expect(device.status().state).toBe('open');
  });

  it('says that a connection was lost, and connects anew at the next look', async () => {
    const { device, midi, pass } = midiDevice();
    midi.plug(['Desk']);
    await device.open();
    midi.on?.error('it ended with code 1');
    expect(text(device.status())).toBe('MIDI port "Desk" is lost: it ended with code 1.');
    await pass(1000);
    expect(device.status().state).toBe('open');
  });

  it('opens and closes as often as it is told, and hears nothing when it is closed', async () => {
    const { device, midi, waiting, state } = midiDevice();
    midi.plug(['Desk']);
    expect(device.status()).toEqual({ state: 'closed' });
    await device.open();
    await device.close();
    expect(state.statusChanges).toBe(2);
    await device.open();
    await device.open();
    await device.close();
    await device.close();
    expect(device.status()).toEqual({ state: 'closed' });
    expect(midi.on).toBeUndefined();
    expect(waiting).toEqual([]);
    expect(midi.closes).toBe(3);
  });

  it('that is closed while it looks stays closed', async () => {
    const { device, midi, waiting } = midiDevice();
    midi.plug(['Desk']);
    const opening = device.open();
    await device.close();
    await opening;
    expect([device.status(), midi.opened, waiting]).toEqual([{ state: 'closed' }, [], []]);
  });

  it('with options of the wrong type is unavailable, with a pointer to each', () => {
    const wrong = {
      port: 7,
      relative: { 'cc/1/1': 'x' },
      highResolution: [[0, 40]],
      buttons: ['note/1/1'],
      bindings: 3,
    };
    const { device } = midiDevice(wrong);
    for (const key of [
      'port',
      'relative/cc~11~11',
      'highResolution/0/0',
      'buttons/0',
      'bindings',
    ]) {
      expect(text(device.status())).toContain(`/options/${key}: `);
    }
  });

  it('needs no hardware when its port is simulated', async () => {
    const samples: TrackingSample[] = [];
    const device = midiFactory.create(
      'sim',
      { port: 'simulated' },
      {
        nowMs: () => performance.now(),
        sink: { sample: (s) => samples.push(copyOf(s)), command: () => {}, control: () => {} },
        onStatus: () => {},
      },
    );
    await device.open();
    await until(() => samples.length > 3);
    expect(text(device.status())).toMatch(/MTC 25 (locked|freewheel) at 01:00:00:\d\d/);
    await device.close();
    expect(samples[0]!.timecodeFrame).toBeGreaterThanOrEqual(90_002);
  });
});
