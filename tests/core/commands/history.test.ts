import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  emptyHistory,
  type Session,
  withoutNewest,
} from '../../../core/commands/history.ts';
import { parseCommand } from '../../../core/commands/parse-command.ts';
import type { StateChange } from '../../../core/commands/reduce.ts';
import { initialState } from '../../../core/show/state.ts';
import { printedSeed } from '../../support/random.ts';
import { sceneIds, twoWalls } from '../show/two-walls.ts';

const context = (showTimeMs: number) => ({
  showTimeMs,
  k: Math.floor(showTimeMs / 16.667),
  sceneIds,
});
const fresh = (): Session => ({ state: initialState(twoWalls(), 0), history: emptyHistory });

const take = (force = false): StateChange => ({
  type: 'environment.take',
  transition: { kind: 'cut', frames: 0 },
  timeoutMs: 0,
  force,
});
const preview = (id: string): StateChange => ({ type: 'environment.preview', id });
const parsed = (type: string): StateChange => {
  const result = parseCommand({ type });
  if (!result.ok) throw new Error(type);
  return result.value;
};
const [undo, redo] = [parsed('show.undo'), parsed('show.redo')];

/** Applies changes a second apart; refused ones change nothing. */
function run(session: Session, changes: readonly StateChange[], startMs = 10_000): Session {
  return changes.reduce((current, change, index) => {
    const result = advance(current, change, 'test', context(startMs + index * 1000));
    return result.ok ? result.value : current;
  }, session);
}

const ids = fc.constantFrom('desert', 'city', 'grid');
const deck = fc.constantFrom('preview' as const, 'program' as const);
const edits: fc.Arbitrary<StateChange> = fc.oneof(
  ids.map(preview),
  fc.tuple(ids, deck, fc.integer({ min: 0, max: 90 })).map(
    ([id, onDeck, value]): StateChange => ({
      type: 'environment.params',
      id,
      deck: onDeck,
      params: { sunElevationDeg: value },
    }),
  ),
  fc.tuple(ids, deck, fc.integer({ min: -180, max: 180 })).map(
    ([id, onDeck, yawDeg]): StateChange => ({
      type: 'environment.place',
      id,
      deck: onDeck,
      placement: { yawDeg },
    }),
  ),
  deck.map((onDeck): StateChange => ({ type: 'environment.time', action: 'pause', deck: onDeck })),
  fc
    .integer({ min: 0, max: 100 })
    .map((age): StateChange => ({ type: 'camera.set', id: 'A', trackingAgeMs: age })),
);
const anything: fc.Arbitrary<StateChange> = fc.oneof(
  edits,
  fc.boolean().map(take),
  fc.constantFrom(undo, redo),
  fc.boolean().map((on): StateChange => ({ type: 'stage.blackout', on })),
);
const seed = printedSeed('history');

describe('undo', () => {
  it('takes back any run of edits, to the state before them', () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 12 }), (changes) => {
        const before = fresh();
        const after = run(before, changes);
        const undone = run(
          after,
          after.history.undo.map(() => undo),
          60_000,
        );
        expect(undone.state).toEqual(before.state);
        expect(undone.history.undo).toEqual([]);
        const redone = run(
          undone,
          undone.history.redo.map(() => redo),
          90_000,
        );
        expect(redone.state).toEqual(after.state);
      }),
      { seed, numRuns: 200 },
    );
  });

  it('never changes which environment is on program, in any run of commands', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 25 }), (changes) => {
        let session = fresh();
        changes.forEach((change, index) => {
          const onProgram = session.state.program.environment;
          session = run(session, [change], 10_000 + index * 1000);
          if (change.type !== 'environment.take') {
            expect(session.state.program.environment).toBe(onProgram);
          }
        });
      }),
      { seed, numRuns: 300 },
    );
  });

  it('takes nothing back that another edit has changed since, and says whose it is', () => {
    const changes: StateChange[] = [
      { type: 'environment.params', id: 'city', deck: 'preview', params: { rain: 1 } },
      take(),
    ];
    const session = run(fresh(), changes);
    const result = advance(session, undo, 'test', context(60_000));
    expect(result).toMatchObject({ ok: false, fault: [{ code: 'undo-conflict' }] });
    expect(withoutNewest(session.history, 'undo').undo).toEqual([]);
  });

  it('does not take away a show that brought what is on program', () => {
    const show = twoWalls();
    const small = { ...show, environments: show.environments.slice(0, 2) };
    const session = run({ state: initialState(small, 0), history: emptyHistory }, [
      { type: 'show.replace', show },
      preview('grid'),
      take(),
    ]);
    expect(session.state.program.environment).toBe('grid');
    const undone = run(session, [undo, undo, undo], 60_000);
    expect(undone.state.show.environments.map(({ id }) => id)).toContain('grid');
  });

  it('says so when there is nothing to take back', () => {
    expect(advance(fresh(), undo, 'test', context(0))).toMatchObject({
      ok: false,
      fault: [{ code: 'nothing-to-undo' }],
    });
  });
});
