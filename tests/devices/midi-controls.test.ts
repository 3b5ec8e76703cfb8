import { describe, expect, it } from 'vitest';
import type { ControlEvent } from '../../core/control/control-event.ts';
import { MidiParser } from '../../devices/midi/codec.ts';
import { addressFromControl } from '../../devices/midi/control-name.ts';
import { ControlReader } from '../../devices/midi/controls.ts';
import { midiOptions } from '../../devices/midi/options.ts';
import { bytesOf } from './collect.ts';

function events(options: object, hex: string): string[] {
  const heard: string[] = [];
  const tell = ({ control, kind, value }: Readonly<ControlEvent>) =>
    heard.push(`${control} ${kind} ${Number(value.toFixed(5))}`);
  const reader = new ControlReader(midiOptions.parse({ port: 'x', ...options }), tell);
  new MidiParser().parse(bytesOf(hex.replaceAll(' ', '')), {
    channel: (status, data1, data2) => reader.take(status, data1, data2),
    quarterFrame: () => {},
    sysex: () => {},
    unused: () => {},
    refuse: () => {},
  });
  return heard;
}

describe('controls', () => {
  it('are keys, with their velocity, on channels 1 to 16', () => {
    expect(events({}, '903c7f 3c00 9f0140 8f0140')).toEqual([
      'note/1/60 press 1',
      'note/1/60 release 0',
      'note/16/1 press 0.50394',
      'note/16/1 release 0',
    ]);
  });

  it('are faders, bends and programs', () => {
    expect(events({}, 'b00700 077f 0740 e27f7f e20000 e20040 c50b')).toEqual([
      'cc/1/7 level 0',
      'cc/1/7 level 1',
      'cc/1/7 level 0.50394',
      'bend/3 level 1',
      'bend/3 level 0',
      'bend/3 level 0.50003',
      'program/6/11 press 1',
    ]);
  });

  it.each([
    ['twos', '01 3f 7f 41 00', [1, 63, -1, -63]],
    ['offset64', '41 7f 3f 01 40', [1, 63, -1, -63]],
    ['signBit', '01 3f 41 7f 00', [1, 63, -1, -63]],
  ])('are endless wheels in the code %s; standing still is no step', (code, values, steps) => {
    const hex = values
      .split(' ')
      .map((value) => `b010${value}`)
      .join('');
    expect(events({ relative: { 'cc/1/16': code } }, hex)).toEqual(
      steps.map((step) => `cc/1/16 step ${step}`),
    );
  });

  it('are keys that send controllers, told once for each press', () => {
    expect(events({ buttons: ['cc/1/41'] }, 'b0297f 297f 2900 2900 293f 2940')).toEqual([
      'cc/1/41 press 1',
      'cc/1/41 release 0',
      'cc/1/41 press 0.50394',
    ]);
  });

  it('are faders of 14 bits in two controllers', () => {
    const options = { highResolution: [[2, 7]] };
    // The first coarse half counts alone: nobody knows yet whether a fine one comes.
    expect(events(options, 'b10740 2700 077f 277f 0700 2701')).toEqual([
      'cc/2/7 level 0.50394',
      'cc/2/7 level 0.50003',
      'cc/2/7 level 1',
      'cc/2/7 level 0.00006',
    ]);
    expect(events(options, 'b10740 0741')).toEqual([
      'cc/2/7 level 0.50394',
      'cc/2/7 level 0.51181',
    ]);
    expect(events(options, 'b00740 2740')).toEqual([
      'cc/1/7 level 0.50394',
      'cc/1/39 level 0.50394',
    ]);
  });

  it('are non-registered parameters, on the channels that are named', () => {
    expect(events({ nrpn: [1] }, 'b06302 6205 0640 2600 0641 2601 6206 067f')).toEqual([
      'nrpn/1/261 level 0.50394',
      'nrpn/1/261 level 0.50003',
      'nrpn/1/261 level 0.5079',
      'nrpn/1/262 level 1',
    ]);
    expect(events({ nrpn: [1] }, 'b06302 6205 6500 6400 0640')).toEqual(['cc/1/6 level 0.50394']);
    expect(events({}, 'b00640 6302')).toEqual(['cc/1/6 level 0.50394', 'cc/1/99 level 0.01575']);
  });

  it('that only press harder say nothing', () => {
    expect(events({}, 'a03c7f d07f')).toEqual([]);
  });

  it('are released when the cable is pulled, each once', () => {
    const heard: string[] = [];
    const options = midiOptions.parse({ port: 'x', buttons: ['cc/1/1'] });
    const reader = new ControlReader(options, ({ control, kind }) =>
      heard.push(`${control} ${kind}`),
    );
    reader.take(0x90, 60, 100);
    reader.take(0x90, 61, 100);
    reader.take(0x80, 61, 0);
    reader.take(0xb0, 1, 127);
    heard.length = 0;
    reader.releaseAll();
    reader.releaseAll();
    expect(heard).toEqual(['note/1/60 release', 'cc/1/1 release']);
  });

  it('have addresses', () => {
    expect(addressFromControl('note/1/60')).toEqual({ kind: 'note', channel: 0, number: 60 });
    expect(addressFromControl('cc/16/127')).toEqual({ kind: 'cc', channel: 15, number: 127 });
    expect(addressFromControl('nrpn/2/16383')).toEqual({
      kind: 'nrpn',
      channel: 1,
      number: 16_383,
    });
    expect(addressFromControl('bend/3')).toEqual({ kind: 'bend', channel: 2, number: 0 });
    for (const wrong of [
      'note/0/60',
      'note/17/60',
      'cc/1/128',
      'nrpn/1/16384',
      'cc/1',
      'bend/0',
      'mmc/play',
      '',
    ]) {
      expect(addressFromControl(wrong)).toBeUndefined();
    }
  });
});
