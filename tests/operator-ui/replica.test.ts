import { describe, expect, test } from 'vitest';
import { diff } from '../../core/show/patch.ts';
import { showSchema } from '../../core/show/show-schema.ts';
import { initialState, type ShowState } from '../../core/show/state.ts';
import { fromSnapshot, type Replica, withPatch } from '../../operator-ui/link/replica.ts';

const show = showSchema.parse({
  environments: ['a', 'b', 'c'].map((id) => ({ id, kind: 'scene', source: 'grid' })),
});
const state = initialState(show, 0);
const replica = fromSnapshot({ epoch: 1, revision: 10, state, build: 'x' }, null);

const patchTo = (from: ShowState, to: ShowState, revision: number, epoch = 1) => ({
  epoch,
  revision,
  ops: diff(from, to),
});

const onProgram = (environment: string, from = state): ShowState => ({
  ...from,
  program: { ...from.program, environment },
});

describe('the page’s copy of the show state', () => {
  test('equals the server’s state after the next patch', () => {
    const next = withPatch(replica, patchTo(state, onProgram('b'), 11));
    expect(next?.state).toEqual(onProgram('b'));
    expect(next?.revision).toBe(11);
  });

  test('shares what a patch did not touch, so that only what changed is drawn again', () => {
    const next = withPatch(replica, patchTo(state, onProgram('b'), 11));
    expect(next?.state.show).toBe(replica.state.show);
    expect(next?.state.preview).toBe(replica.state.preview);
  });

  test('is not changed by a patch that it already contains', () => {
    expect(withPatch(replica, patchTo(state, onProgram('b'), 10))).toBe(replica);
  });

  test('cannot go on after a gap', () => {
    expect(withPatch(replica, patchTo(state, onProgram('b'), 12))).toBeUndefined();
  });

  test('cannot go on with another run of the server', () => {
    expect(withPatch(replica, patchTo(state, onProgram('b'), 11, 2))).toBeUndefined();
  });

  test('remembers what was on program before, through takes and a restart', () => {
    const second = withPatch(replica, patchTo(state, onProgram('b'), 11)) as Replica;
    expect(second.previousProgram).toBe('a');
    const moved = { ...second.state, preview: { ...second.state.preview, environment: 'c' } };
    const third = withPatch(second, patchTo(second.state, moved, 12)) as Replica;
    expect(third.previousProgram).toBe('a');
    const fresh = fromSnapshot({ epoch: 2, revision: 1, state: third.state, build: 'x' }, third);
    expect(fresh.previousProgram).toBe('a');
  });
});
