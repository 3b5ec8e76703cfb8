import { describe, expect, it } from 'vitest';
import { machineControls, showControl } from '../../devices/midi/show-control.ts';
import { bytesOf, fixtureJson } from './collect.ts';

interface Vector {
  kind: string;
  command: string;
  bytes: string;
}
const vectors = (fixtureJson('mtc/generated_mtc_mmc_msc.json') as Vector[]).filter(({ kind }) =>
  ['mmc', 'msc'].includes(kind),
);
/** What the fixture calls them, and what a crew writes. */
const names: Record<string, string> = {
  play: 'mmc/play',
  fastForward: 'mmc/fastForward',
  recordStrobe: 'mmc/record',
  recordPause: 'mmc/recordPause',
  eject: 'mmc/eject',
  locate: 'mmc/locate',
  STOP: 'msc/stop',
  ALL_OFF: 'msc/allOff',
};
const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];

describe('show control', () => {
  it.each(vectors)('knows $kind $command ($bytes)', ({ kind, command, bytes }) => {
    const body = bytesOf(bytes).slice(4, -1);
    const control = kind === 'mmc' ? machineControls(body)?.join() : showControl(body);
    expect(control).toBe(names[command]);
  });

  it('takes several machine commands in one message, and steps over those it does not know', () => {
    expect(machineControls(Uint8Array.of(0x01, 0x02))).toEqual(['mmc/stop', 'mmc/play']);
    expect(machineControls(Uint8Array.of(0x40, 0x02, 0x01, 0x02, 0x09))).toEqual(['mmc/pause']);
    expect(machineControls(Uint8Array.of(0x44, 0x06, 0x01))).toBeUndefined();
    expect(machineControls(Uint8Array.of(0x3f))).toBeUndefined();
    expect(machineControls(new Uint8Array(0))).toBeUndefined();
  });

  it.each([
    [[0x01, 0x01, ...ascii('12.5')], 'msc/go/12.5'],
    [[0x7f, 0x01, ...ascii('7'), 0, ...ascii('2'), 0, ...ascii('A/B')], 'msc/go/7'],
    [[0x01, 0x01], 'msc/go'],
    [[0x10, 0x04, 1, 2, 3, 4, 5, ...ascii('3')], 'msc/timedGo/3'],
    [[0x01, 0x05, ...ascii('100.2.1')], 'msc/load/100.2.1'],
    [[0x01, 0x07, 0x2a], 'msc/fire/42'],
    [[0x01, 0x0b], 'msc/goOff'],
  ])('presses the cue of %j: %s', (bytes, control) => {
    expect(showControl(Uint8Array.from(bytes))).toBe(control);
  });

  it.each([
    [[0x01, 0x01, ...ascii('x1')]],
    [[0x01, 0x01, ...ascii('1.')]],
    [[0x01, 0x01, ...ascii('1'.repeat(33))]],
    [[0x01, 0x04, 1, 2]],
    [[0x01, 0x07]],
    [[0x01, 0x06, 1, 2, 3, 4]],
    [[0x01]],
  ])('refuses %j', (bytes) => {
    expect(showControl(Uint8Array.from(bytes))).toBeUndefined();
  });
});
