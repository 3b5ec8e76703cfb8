import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../core/commands/authorise.ts';
import type { CommandRequest } from '../../../core/commands/table.ts';
import type { Lamp } from '../../../core/control/control-event.ts';
import { showSchema } from '../../../core/show/show-schema.ts';
import { initialState, type ShowState } from '../../../core/show/state.ts';
import { ControlDesk } from '../../../server/control/control-desk.ts';
import { until } from '../../support/until.ts';

const show = showSchema.parse({
  devices: [
    {
      id: 'pads',
      kind: 'midi',
      options: {
        bindings: [
          { control: 'note/1/36', command: { type: 'environment.preview', id: 'city' } },
          {
            control: 'cc/1/7',
            command: { type: 'environment.params', id: 'city' },
            value: '/params/rain',
          },
        ],
      },
    },
  ],
  environments: [
    { id: 'desert', kind: 'scene', source: 'desert' },
    { id: 'city', kind: 'scene', source: 'city' },
  ],
});

function desk() {
  const seen = {
    state: initialState(show, 0) as ShowState,
    commands: [] as [CommandRequest, Principal][],
    lamps: [] as [string, string, Lamp][],
    nowMs: 0,
  };
  const controls = new ControlDesk({
    state: () => seen.state,
    command: (request, principal) => seen.commands.push([request, principal]),
    show: (device, control, lamp) => seen.lamps.push([device, control, lamp]),
    nowMs: () => seen.nowMs,
  });
  controls.configure(show.devices);
  return { ...seen, seen, controls };
}

describe('the desk of all controls', () => {
  it('gives the command of a bound key, as the device and by its door', () => {
    const { controls, commands } = desk();
    expect(controls.moved('pads', { control: 'note/1/36', kind: 'press', value: 1 })).toBe(true);
    expect(commands).toEqual([
      [
        { type: 'environment.preview', id: 'city' },
        { who: 'pads', role: 'remote', door: 'midi' },
      ],
    ]);
    controls.stop();
  });

  it('says that a control is bound to nothing', () => {
    const { controls } = desk();
    expect(controls.moved('pads', { control: 'note/1/99', kind: 'press', value: 1 })).toBe(false);
    expect(controls.moved('other', { control: 'note/1/36', kind: 'press', value: 1 })).toBe(false);
    controls.stop();
  });

  it('thins a fader out, and always sends where it came to rest', async () => {
    const { controls, commands } = desk();
    for (let i = 1; i <= 100; i++) {
      controls.moved('pads', { control: 'cc/1/7', kind: 'level', value: i / 100 });
    }
    expect(commands).toHaveLength(1);
    await until('the last value', async () => commands.length === 2);
    expect(commands[1]?.[0].params).toEqual({ rain: 1 });
    controls.stop();
  });

  it('lights its keys once, and again only when what they show has changed', () => {
    const { controls, seen } = desk();
    expect(seen.lamps.map(([, control, { tally }]) => [control, tally])).toEqual([
      ['note/1/36', 'next'],
      ['cc/1/7', 'off'],
    ]);
    controls.light();
    expect(seen.lamps).toHaveLength(2);
    seen.state = { ...seen.state, program: { ...seen.state.program, environment: 'city' } };
    controls.light();
    expect(seen.lamps[2]?.[2].tally).toBe('air');
    controls.stop();
  });
});
