import { describe, expect, it } from 'vitest';
import { commandFromOsc } from '../../../core/commands/osc-arguments.ts';

describe('a command by OSC', () => {
  it.each([
    ['/cyc/environment/preview', ['desert'], { type: 'environment.preview', id: 'desert' }],
    ['/cyc/environment/take', [], { type: 'environment.take' }],
    ['/cyc/environment/take', [1], { type: 'environment.take' }],
    [
      '/cyc/environment/take',
      ['kind', 'fade', 'frames', 24],
      { type: 'environment.take', transition: { kind: 'fade', frames: 24 } },
    ],
    [
      '/cyc/environment/params',
      ['desert', 'haze', 0.4, 'mode', 'rain'],
      { type: 'environment.params', id: 'desert', params: { haze: 0.4, mode: 'rain' } },
    ],
    [
      '/cyc/environment/params',
      ['desert', 'haze', 0.4, 'program'],
      { type: 'environment.params', id: 'desert', params: { haze: 0.4 }, deck: 'program' },
    ],
    [
      '/cyc/environment/place',
      ['desert', 'position', 1, 0, -2, 'yawDeg', 30],
      { type: 'environment.place', id: 'desert', placement: { position: [1, 0, -2], yawDeg: 30 } },
    ],
    [
      '/cyc/environment/time',
      ['seek', 12],
      { type: 'environment.time', action: 'seek', value: 12 },
    ],
    ['/cyc/stage/blackout', [1], { type: 'stage.blackout', on: true }],
    ['/cyc/stage/blackout', [0], { type: 'stage.blackout', on: false }],
    ['/cyc/stage/pattern', ['grid'], { type: 'stage.pattern', pattern: 'grid' }],
    [
      '/cyc/stage/pattern',
      ['main-1', 'grid'],
      { type: 'stage.pattern', output: 'main-1', pattern: 'grid' },
    ],
    ['/cyc/camera/holdTracking', ['A', 1], { type: 'camera.holdTracking', id: 'A', on: true }],
    ['/cyc/take/mark', ['12-A-t01', 0], { type: 'take.mark', take: '12-A-t01', good: false }],
    ['/cyc/take/mark', ['12-A-t01', null], { type: 'take.mark', take: '12-A-t01', good: null }],
  ])('%s %j is read in schema order, objects as name, value pairs', (address, args, expected) => {
    expect(commandFromOsc(address, args)).toEqual(expected);
  });

  it('is ignored when it is the release of a button', () => {
    expect(commandFromOsc('/cyc/environment/take', [0])).toBe('ignored');
    expect(commandFromOsc('/cyc/show/undo', [0])).toBe('ignored');
  });

  it('is none at an address that the table does not have', () => {
    expect(commandFromOsc('/cyc/environment/explode', [])).toBeUndefined();
    expect(commandFromOsc('/cyc/environment/take/now', [])).toBeUndefined();
    expect(commandFromOsc('/environment/take', [])).toBeUndefined();
  });
});
