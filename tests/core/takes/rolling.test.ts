import { describe, expect, it } from 'vitest';
import { advance, emptyHistory, type Session } from '../../../core/commands/history.ts';
import { parseCommand } from '../../../core/commands/parse-command.ts';
import type { StateChange } from '../../../core/commands/reduce.ts';
import { initialState } from '../../../core/show/state.ts';
import { sceneIds, twoWalls } from '../show/two-walls.ts';

const context = { showTimeMs: 1000, k: 60, sceneIds };
const take = { id: '12-A-t01', scene: '12', slate: 'A', number: 1, rolledMs: 1000 };

/** A session after some changes; the code of the refusal if the last of them was refused. */
function outcomeOf(
  session: Session,
  ...changes: StateChange[]
): { session: Session; code?: string } {
  let now = session;
  for (const change of changes) {
    const result = advance(now, change, 'somebody', context);
    if (!result.ok) return { session: now, code: result.fault[0]?.code ?? '' };
    now = result.value;
  }
  return { session: now };
}

function commandOf(type: string): StateChange {
  const parsed = parseCommand({ type });
  if (!parsed.ok) throw new Error(type);
  return parsed.value;
}

const begin = (): Session => ({ state: initialState(twoWalls(), 0), history: emptyHistory });
const rolled: StateChange = { type: 'take.rolled', take };
const ended: StateChange = { type: 'take.ended', reason: 'cut' };

const spoiling: StateChange[] = [
  { type: 'show.replace', show: twoWalls() },
  { type: 'stage.rates', wall: { num: 50, den: 1 } },
  { type: 'output.photonDelay', id: 'main-1', photonDelayMs: 20 },
  { type: 'camera.set', id: 'A', trackingAgeMs: 10 },
  { type: 'camera.set', id: 'A', lens: { focalLengthMm: 50 }, innerFrustum: { overscan: 2 } },
  { type: 'device.set', id: 'osc', options: { port: 9001 } },
  { type: 'device.set', id: 'new', kind: 'osc' },
  { type: 'stage.identify', on: true },
  { type: 'stage.pattern', pattern: 'grid' },
];
const harmless: StateChange[] = [
  { type: 'environment.preview', id: 'grid' },
  { type: 'environment.take', transition: { kind: 'cut', frames: 0 }, timeoutMs: 0, force: true },
  { type: 'environment.params', id: 'desert', params: { haze: 1 }, deck: 'program' },
  { type: 'camera.set', id: 'A', innerFrustum: { overscan: 1.5, enabled: true } },
  { type: 'camera.holdTracking', id: 'A', on: true },
  { type: 'stage.blackout', on: true },
  { type: 'stage.freeze', on: true },
  { type: 'stage.pattern', pattern: 'off' },
  { type: 'stage.identify', on: false },
];

describe('a take that rolls', () => {
  it.each(spoiling)('refuses $type, which would spoil it, and takes it after the cut', (change) => {
    const { session, code } = outcomeOf(begin(), rolled, change);
    expect(code).toBe('rolling');
    expect(outcomeOf(session, ended, change).code).toBeUndefined();
  });

  it.each(harmless)('lets $type in', (change) => {
    expect(outcomeOf(begin(), rolled, change).code).toBeUndefined();
  });

  it('refuses the undo and the redo of what it would refuse itself, and no other', () => {
    const delay: StateChange = { type: 'output.photonDelay', id: 'main-1', photonDelayMs: 20 };
    const [undo, redo] = [commandOf('show.undo'), commandOf('show.redo')];
    expect(outcomeOf(begin(), delay, rolled, undo).code).toBe('rolling');
    expect(outcomeOf(begin(), delay, undo, rolled, redo).code).toBe('rolling');
    const preview: StateChange = { type: 'environment.preview', id: 'grid' };
    expect(outcomeOf(begin(), rolled, preview, undo).code).toBeUndefined();
    const frustum: StateChange = { type: 'camera.set', id: 'A', innerFrustum: { overscan: 3 } };
    expect(outcomeOf(begin(), rolled, frustum, undo).code).toBeUndefined();
    // The refused step is still there after the cut.
    const { session } = outcomeOf(begin(), delay, rolled, undo);
    const { state } = outcomeOf(session, ended, undo).session;
    expect(state.show.stage.outputs[0]?.photonDelayMs).toBe(0);
  });

  it('is also one that something else records, and cannot be switched off by that switch', () => {
    const on: StateChange = { type: 'stage.rolling', on: true };
    const off: StateChange = { type: 'stage.rolling', on: false };
    const rates: StateChange = { type: 'stage.rates', wall: { num: 50, den: 1 } };
    expect(outcomeOf(begin(), on, rates).code).toBe('rolling');
    expect(outcomeOf(begin(), on, off, rates).code).toBeUndefined();
    expect(outcomeOf(begin(), rolled, off).code).toBe('rolling');
  });

  it('stands in the state, with the board that the next one carries on', () => {
    const { state } = outcomeOf(begin(), rolled).session;
    expect(state).toMatchObject({ rolling: true, takes: { rolling: take, scene: '12' } });
    const { state: then } = outcomeOf(begin(), rolled, ended, { type: 'takes.changed' }).session;
    const takes = { rolling: null, scene: '12', slate: 'A', changes: 3 };
    expect(then).toMatchObject({ rolling: false, takes });
  });
});
