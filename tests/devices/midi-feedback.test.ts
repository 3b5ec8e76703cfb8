import { describe, expect, it } from 'vitest';
import type { Lamp } from '../../core/control/control-event.ts';
import { Feedback } from '../../devices/midi/feedback.ts';
import { midiOptions } from '../../devices/midi/options.ts';

const feedback = (options: object = {}): Feedback =>
  new Feedback(midiOptions.parse({ port: 'x', ...options }));
const tally = (name: Lamp['tally']): Lamp => ({ tally: name, level: null, label: '' });
const at = (level: number): Lamp => ({ tally: 'off', level, label: '' });
const hex = (messages: Uint8Array[]): string =>
  messages.map((bytes) => Buffer.from(bytes).toString('hex')).join(' ');

describe('a light', () => {
  it('has a velocity for each state, of its key or of its controller', () => {
    const f = feedback({ lamps: { next: 1, air: 3, on: 5 } });
    const states = ['off', 'next', 'air', 'on'] as const;
    expect(states.map((state) => hex(f.show('note/2/36', tally(state), 0)))).toEqual([
      '912400',
      '912401',
      '912403',
      '912405',
    ]);
    expect(hex(f.show('cc/1/41', tally('air'), 0))).toBe('b02903');
  });

  it('is lit by the state of its key, whatever the value that the key sets', () => {
    expect(hex(feedback().show('note/1/1', { tally: 'next', level: 0.7, label: '' }, 0))).toBe(
      '900101',
    );
  });

  it('is told once', () => {
    const f = feedback();
    expect(hex(f.show('note/1/1', tally('air'), 0))).toBe('90017f');
    expect(hex(f.show('note/1/1', tally('air'), 10))).toBe('');
    expect(hex(f.show('note/1/1', tally('off'), 20))).toBe('900100');
  });

  it('is told again after another plugging in', () => {
    const f = feedback();
    f.show('note/1/1', tally('air'), 0);
    f.show('cc/1/7', at(0.5), 0);
    expect(hex(f.due(10))).toBe('');
    f.forget();
    expect(hex(f.due(20))).toBe('90017f b00740');
  });

  it('exists for controls that live on the wire alone', () => {
    expect(feedback().show('mmc/play', tally('on'), 0)).toEqual([]);
    expect(feedback().show('program/1/1', tally('on'), 0)).toEqual([]);
  });
});

describe('a motor', () => {
  it.each([
    ['cc/1/7', 0, 'b00700'],
    ['cc/1/7', 1, 'b0077f'],
    ['cc/2/7', 1, 'b1077f b1277f'],
    ['cc/2/7', 0.5, 'b10740 b12700'],
    ['bend/16', 1, 'ef7f7f'],
    ['bend/1', 0.5, 'e00040'],
    ['nrpn/1/261', 1, 'b06302 b06205 b0067f b0267f'],
    ['cc/1/7', 7, 'b0077f'],
    ['cc/1/7', -1, 'b00700'],
  ])('%s goes to %f', (control, level, messages) => {
    const f = feedback({ highResolution: [[2, 7]] });
    expect(hex(f.show(control, at(level), 0))).toBe(messages);
  });

  it('is not driven back to where a hand has just put it', () => {
    const f = feedback();
    f.moved('bend/1', 0.25, 1000);
    expect(hex(f.show('bend/1', at(0.25), 1000))).toBe('');
    expect(hex(f.due(2000))).toBe('');
    expect(f.isWaiting).toBe(false);
  });

  it('waits for 300 ms after the last movement of a hand, and then goes where it should stand last', () => {
    const f = feedback();
    f.moved('bend/1', 0.25, 1000);
    expect(hex(f.show('bend/1', at(1), 1010))).toBe('');
    f.moved('bend/1', 0.26, 1200);
    expect(hex(f.show('bend/1', at(0), 1210))).toBe('');
    expect(f.isWaiting).toBe(true);
    expect(hex(f.due(1499))).toBe('');
    expect(hex(f.due(1500))).toBe('e00000');
    expect(f.isWaiting).toBe(false);
    expect(hex(f.due(1600))).toBe('');
  });

  it('makes no storm: a thousand movements that the show follows send nothing back', () => {
    const f = feedback();
    let sent = 0;
    for (let i = 0; i < 1000; i++) {
      const level = i / 1000;
      f.moved('cc/1/7', level, i);
      // The show follows a moment later, with the value before.
      sent += f.show('cc/1/7', at((i - 1) / 1000), i).length;
    }
    sent += f.show('cc/1/7', at(0.999), 1001).length;
    sent += f.due(5000).length;
    expect(sent).toBe(0);
  });

  it('of another control is driven all the while', () => {
    const f = feedback();
    f.moved('bend/1', 0.25, 1000);
    expect(hex(f.show('bend/2', at(1), 1001))).toBe('e17f7f');
  });
});
