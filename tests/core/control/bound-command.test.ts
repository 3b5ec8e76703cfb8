import { describe, expect, it } from 'vitest';
import { type Binding, binding } from '../../../core/control/binding.ts';
import { boundCommand } from '../../../core/control/bound-command.ts';
import type { ControlEvent } from '../../../core/control/control-event.ts';
import { lampOf } from '../../../core/control/lamp.ts';
import { showSchema } from '../../../core/show/show-schema.ts';
import { initialState, type ShowState } from '../../../core/show/state.ts';

const show = showSchema.parse({
  devices: [{ id: 'd', kind: 'simulated' }],
  cameras: [{ id: 'A', source: { device: 'd', subject: '1' } }],
  environments: [
    { id: 'desert', name: 'Desert noon', kind: 'scene', source: 'desert', params: { sun: 30 } },
    { id: 'city', kind: 'scene', source: 'city', params: { rain: 0.2 } },
  ],
});
const state: ShowState = initialState(show, 0);

const bound = (fields: object): Binding => binding.parse({ control: 'x', ...fields });
const event = (kind: ControlEvent['kind'], value = 1): ControlEvent => ({
  control: 'x',
  kind,
  value,
});

describe('a plain key', () => {
  const key = bound({ command: { type: 'environment.take' } });

  it('gives its command when it is pressed and nothing when it is let go', () => {
    expect(boundCommand(key, event('press'), state)).toEqual({ type: 'environment.take' });
    expect(boundCommand(key, event('release', 0), state)).toBeUndefined();
  });
});

describe('a key that switches', () => {
  it('flips at each press, by what the show says now', () => {
    const key = bound({ command: { type: 'stage.freeze', on: true }, press: 'toggle' });
    expect(boundCommand(key, event('press'), state)?.on).toBe(true);
    const frozen = { ...state, inhibits: { ...state.inhibits, freeze: { on: true, k: 5 } } };
    expect(boundCommand(key, event('press'), frozen)?.on).toBe(false);
  });

  it('is on while it is held where it is momentary', () => {
    const key = bound({ command: { type: 'stage.blackout' }, press: 'momentary' });
    expect(boundCommand(key, event('press'), state)?.on).toBe(true);
    expect(boundCommand(key, event('release', 0), state)?.on).toBe(false);
  });

  it('knows which camera is held', () => {
    const key = bound({ command: { type: 'camera.holdTracking', id: 'A' }, press: 'toggle' });
    const held = { ...state, inhibits: { ...state.inhibits, holdTracking: ['A'] } };
    expect(boundCommand(key, event('press'), held)).toMatchObject({ id: 'A', on: false });
  });
});

describe('a fader or wheel', () => {
  const sun = {
    command: { type: 'environment.params', id: 'desert', deck: 'program' },
    value: '/params/sun',
    range: [0, 90],
  };

  it('sets its value within its range', () => {
    expect(boundCommand(bound(sun), event('level', 0.5), state)).toEqual({
      ...sun.command,
      params: { sun: 45 },
    });
    expect(boundCommand(bound(sun), event('level', 7), state)?.params).toEqual({ sun: 90 });
  });

  it('moves on from what the show has, and stops at the ends', () => {
    const wheel = bound({ ...sun, perStep: 5 });
    expect(boundCommand(wheel, event('step', 2), state)?.params).toEqual({ sun: 40 });
    expect(boundCommand(wheel, event('step', -100), state)?.params).toEqual({ sun: 0 });
  });

  it('reaches into a camera', () => {
    const overscan = bound({
      command: { type: 'camera.set', id: 'A' },
      value: '/innerFrustum/overscan',
      range: [1, 2],
    });
    expect(boundCommand(overscan, event('level', 0.25), state)?.innerFrustum).toEqual({
      overscan: 1.25,
    });
    expect(lampOf(overscan, state).level).toBeCloseTo(0.2, 9);
  });
});

describe('the lights', () => {
  it('are red for what is on program, green for what is next, off for the rest', () => {
    const tallyOf = (id: string) =>
      lampOf(bound({ command: { type: 'environment.preview', id } }), state).tally;
    expect([tallyOf('desert'), tallyOf('city'), tallyOf('none')]).toEqual(['air', 'next', 'off']);
  });

  it('say what the key is for', () => {
    const preview = bound({ command: { type: 'environment.preview', id: 'desert' } });
    expect(lampOf(preview, state).label).toBe('Desert noon');
    expect(lampOf(bound({ command: { type: 'stage.freeze' } }), state).label).toBe('freeze');
    expect(lampOf({ ...preview, label: 'DES' }, state).label).toBe('DES');
  });

  it('show a switch that is on, and how far a fader stands', () => {
    const freeze = bound({ command: { type: 'stage.freeze' }, press: 'toggle' });
    const frozen = { ...state, inhibits: { ...state.inhibits, freeze: { on: true, k: 5 } } };
    expect([lampOf(freeze, state).tally, lampOf(freeze, frozen).tally]).toEqual(['off', 'on']);
  });
});
