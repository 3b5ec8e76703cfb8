import { describe, expect, it } from 'vitest';
import { type Principal, refusal } from '../../../core/commands/authorise.ts';
import { commandFromOsc, type OscArgument } from '../../../core/commands/osc-arguments.ts';
import { parseCommand } from '../../../core/commands/parse-command.ts';
import { type Command, commandTypes } from '../../../core/commands/table.ts';

const parsed = (request: object): Command => {
  const result = parseCommand(request);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
};

describe('a command request', () => {
  it('gets its defaults', () => {
    expect(parsed({ type: 'environment.take' })).toEqual({
      type: 'environment.take',
      transition: { kind: 'cut', frames: 0 },
      timeoutMs: 5000,
      force: false,
    });
  });

  it.each([
    [{ pause: true }, { action: 'pause' }],
    [{ seek: 12 }, { action: 'seek', value: 12 }],
    [{ rate: 0.5 }, { action: 'rate', value: 0.5 }],
  ])('of content time may be short: %j', (short, long) => {
    expect(parsed({ type: 'environment.time', ...short })).toMatchObject(long);
  });

  it.each([
    [null, ''],
    ['environment.take', ''],
    [[{ type: 'environment.take' }], ''],
    [{ type: 'environment.explode' }, '/type'],
    [{ type: '__proto__' }, '/type'],
    [{ type: 'toString' }, '/type'],
    [{ type: 'environment.preview' }, '/id'],
    [{ type: 'environment.preview', id: 'a', extra: 1 }, ''],
    [{ type: 'environment.take', timeoutMs: Number.NaN }, '/timeoutMs'],
    [{ type: 'environment.params', id: 'a', params: { x: [1] } }, '/params/x'],
    [{ type: 'camera.set', id: 'A', lens: { focalLengthMm: -1 } }, '/lens/focalLengthMm'],
    [{ type: 'stage.blackout', on: 'yes' }, '/on'],
    [{ type: 'environment.time', action: 'seek' }, '/value'],
  ])('%j is refused with a pointer', (request, path) => {
    const result = parseCommand(request);
    expect(result).toMatchObject({ ok: false, fault: [{ path }] });
  });
});

describe('authorisation', () => {
  const as = (role: Principal['role']): Principal => ({ who: 'test', role, door: 'osc' });
  const example: Record<string, object> = {
    'environment.preview': { id: 'a' },
    'environment.params': { id: 'a', params: {} },
    'environment.place': { id: 'a', placement: {} },
    'environment.time': { action: 'play' },
    'stage.pattern': { pattern: 'grid' },
    'stage.rates': { poseSteps: 'camera' },
    'output.photonDelay': { id: 'main-1', photonDelayMs: 42 },
    'camera.set': { id: 'A' },
    'camera.holdTracking': { id: 'A', on: true },
    'device.set': { id: 'freed' },
    'device.remove': { id: 'freed' },
    'object.set': { id: 'hat' },
    'object.remove': { id: 'hat' },
    'take.mark': { take: '12-A-t03', good: true },
    'backdrop.approve': { id: 'bd-1', variation: 2 },
    'backdrop.reject': { id: 'bd-1' },
    'backdrop.push': { id: 'bd-1' },
    'backdrop.cancel': { id: 'bd-1' },
    'backdrop.back': { id: 'bd-1' },
    'backdrop.bible': { id: 'bd-1', fragments: 'red lamps' },
  };
  const commandOf = (type: string) =>
    parsed({ type, ...(example[type] ?? (type.startsWith('stage.') ? { on: true } : {})) });

  it.each(commandTypes)(
    'lets an operator give %s, and no page that only looks or draws',
    (type) => {
      const command = commandOf(type);
      expect(refusal(as('operator'), command, [])).toBeUndefined();
      expect(refusal(as('viewer'), command, [type])).toMatch(/cannot give commands/);
      expect(refusal(as('output'), command, [type])).toMatch(/cannot give commands/);
    },
  );

  it('lets a remote touch preview, and what is on air only when the show lists it', () => {
    const remote = as('remote');
    expect(refusal(remote, commandOf('environment.preview'), [])).toBeUndefined();
    expect(refusal(remote, commandOf('environment.params'), [])).toBeUndefined();
    const take = commandOf('environment.take');
    expect(refusal(remote, take, [])).toMatch(/remote\.live/);
    expect(refusal(remote, take, ['environment.take'])).toBeUndefined();
    const onProgram = parsed({ type: 'environment.params', id: 'a', params: {}, deck: 'program' });
    expect(refusal(remote, onProgram, [])).toMatch(/remote\.live/);
    expect(refusal(remote, commandOf('show.undo'), [])).toMatch(/remote\.live/);
  });
});

describe('an OSC message', () => {
  it.each<[string, OscArgument[], unknown]>([
    ['/cyc/environment/preview', ['city'], { type: 'environment.preview', id: 'city' }],
    ['/cyc/environment/take', [], { type: 'environment.take' }],
    ['/cyc/environment/take', [1], { type: 'environment.take' }],
    ['/cyc/environment/take', [0], 'ignored'],
    ['/cyc/stage/blackout', [1], { type: 'stage.blackout', on: true }],
    ['/cyc/stage/blackout', [0], { type: 'stage.blackout', on: false }],
    [
      '/cyc/environment/params',
      ['city', 'rain', 0.5],
      { type: 'environment.params', id: 'city', params: { rain: 0.5 } },
    ],
    ['/cyc/environment/explode', [], undefined],
    ['/other/environment/take', [], undefined],
    ['/cyc/environment/take/now', [], undefined],
  ])('%s %j stands for its command', (address, args, request) => {
    expect(commandFromOsc(address, args)).toEqual(request);
  });
});
