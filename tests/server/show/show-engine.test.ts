import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../core/commands/authorise.ts';
import { parseCommand } from '../../../core/commands/parse-command.ts';
import type { StateChange } from '../../../core/commands/reduce.ts';
import { applyPatch } from '../../../core/show/patch.ts';
import type { ShowState } from '../../../core/show/state.ts';
import type { Patch } from '../../../core/wire/events.ts';
import { recover } from '../../../server/show/recover.ts';
import { sceneIds, twoWalls } from '../../core/show/two-walls.ts';
import { engineOf } from './engine-fixture.ts';

const operator: Principal = { who: 'op', role: 'operator', door: 'http' };

const command = (request: object): StateChange => {
  const parsed = parseCommand(request);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  return parsed.value;
};
const take = command({ type: 'environment.take', transition: { kind: 'fade', frames: 30 } });
const rain = (value: number) =>
  command({ type: 'environment.params', id: 'city', params: { rain: value } });

describe('the show engine', () => {
  it('tells every change as a numbered patch that leads to its state', () => {
    const { engine, clocks } = engineOf();
    const patches: Patch[] = [];
    let client: ShowState = engine.state;
    engine.subscribe({
      patch: (patch, state) => {
        patches.push(patch);
        client = applyPatch(client, patch.ops);
        expect(client).toEqual(state);
      },
    });
    for (const change of [rain(1), take, command({ type: 'stage.blackout', on: true })]) {
      clocks.pass(1000);
      engine.apply(change, operator, 99);
    }
    expect(patches.map(({ revision, epoch }) => [revision, epoch])).toEqual([
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
  });

  it('journals each accepted change with who, when and at which frame, before it is told', () => {
    const { engine, clocks, journal } = engineOf();
    let journalledBefore = 0;
    engine.subscribe({
      patch: () => {
        journalledBefore = journal.length;
      },
    });
    clocks.pass(10_000);
    engine.apply(take, operator, 640);
    expect(journalledBefore).toBe(1);
    expect(journal).toEqual([
      { revision: 2, showTimeMs: 10_000, k: 600, takeK: 640, principal: operator, change: take },
    ]);
  });

  it('changes and journals nothing when it refuses', () => {
    const { engine, journal } = engineOf();
    const before = engine.state;
    const result = engine.apply(command({ type: 'environment.preview', id: 'gone' }), operator);
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'unknown-environment' }] });
    expect(engine.state).toBe(before);
    expect(journal).toEqual([]);
  });

  it('gives a change that changed nothing the revision it has', () => {
    const { engine } = engineOf();
    const preview = command({ type: 'environment.preview', id: 'city' });
    expect(engine.apply(preview, operator)).toEqual({ ok: true, revision: 1 });
  });

  it('ends a transition only after its last frame has passed everywhere', () => {
    const { engine, clocks } = engineOf();
    clocks.pass(10_000);
    engine.apply(take, operator, 640);
    clocks.pass(1600);
    engine.settle();
    expect(engine.state.transition).not.toBeNull();
    clocks.pass(700);
    engine.settle();
    expect(engine.state.transition).toBeNull();
  });

  it('drops an undo that no longer fits, so that the next one reaches the edit below', () => {
    const { engine, clocks } = engineOf();
    engine.apply(command({ type: 'camera.set', id: 'A', trackingAgeMs: 12 }), operator);
    engine.apply(rain(1), operator);
    clocks.pass(1000);
    engine.apply(take, operator, 100);
    const undo = command({ type: 'show.undo' });
    expect(engine.apply(undo, operator)).toMatchObject({ problems: [{ code: 'undo-conflict' }] });
    expect(engine.apply(undo, operator).ok).toBe(true);
    expect(engine.state.show.cameras[0]?.trackingAgeMs).toBe(0);
    expect(engine.state.program.environment).toBe('city');
  });

  it('begins a new epoch when the wall rate changes, as frames are numbered anew', () => {
    const { engine } = engineOf();
    let epochs = 0;
    engine.subscribe({
      patch: () => {},
      newEpoch: () => {
        epochs += 1;
      },
    });
    const show = twoWalls();
    const rates = { ...show.stage.rates, wall: { num: 24, den: 1 } };
    engine.apply(
      { type: 'show.replace', show: { ...show, stage: { ...show.stage, rates } } },
      operator,
    );
    expect([engine.epoch, epochs]).toEqual([2, 1]);
  });

  it('is folded from its journal to the very same state and history', () => {
    const { engine, clocks, journal } = engineOf();
    const session = structuredClone(engine.session);
    const changes = [
      rain(1),
      command({ type: 'environment.time', pause: true }),
      take,
      command({ type: 'camera.set', id: 'B', lens: { focalLengthMm: 50 } }),
      command({ type: 'show.undo' }),
      command({ type: 'show.undo' }),
      command({ type: 'stage.pattern', pattern: 'bars' }),
      command({ type: 'camera.holdTracking', id: 'A', on: true }),
    ];
    for (const change of changes) {
      clocks.pass(1000);
      engine.apply(change, operator, engine.frame() + 20);
    }
    const snapshot = {
      format: 1,
      journal: 1,
      revision: 1,
      showTimeMs: 0,
      session,
      written: [],
    } as const;
    const entries = JSON.parse(JSON.stringify(journal));
    const recovered = recover({ ...snapshot, written: [] }, entries, sceneIds);
    expect(recovered.session).toEqual(engine.session);
    expect(recovered.revision).toBe(engine.revision);
    expect(recovered.notApplied).toEqual([]);
  });
});
