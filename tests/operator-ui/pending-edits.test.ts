import { describe, expect, test } from 'vitest';
import type { CommandRequest } from '../../core/commands/table.ts';
import { showSchema } from '../../core/show/show-schema.ts';
import { initialState } from '../../core/show/state.ts';
import {
  answeredEdits,
  editIn,
  editsAfter,
  type PendingEdit,
  withEdits,
} from '../../operator-ui/link/pending-edits.ts';

const show = showSchema.parse({
  environments: [{ id: 'a', kind: 'scene', source: 'grid' }],
  devices: [{ id: 'sim', kind: 'sim' }],
  cameras: [{ id: 'A', source: { device: 'sim', subject: '1' } }],
});
const state = initialState(show, 0);

const pending = (id: number, request: CommandRequest): PendingEdit => {
  const command = editIn(request);
  if (!command) throw new Error(`${request.type} is not foreseen`);
  return { id, command, revision: null };
};
const moved = (id: number, x: number) =>
  pending(id, { type: 'camera.set', id: 'A', registration: { position: [x, 0, 0] } });
const placed = (edits: readonly PendingEdit[]) =>
  withEdits(state, edits).show.cameras[0]?.registration.position;

describe('edits that the server has not taken yet', () => {
  test('are laid over the state in their order, and leave it as it is', () => {
    const scaled = pending(2, { type: 'camera.set', id: 'A', registration: { scale: 2 } });
    const edited = withEdits(state, [moved(1, 1), scaled]);
    expect(edited.show.cameras[0]?.registration).toMatchObject({ position: [1, 0, 0], scale: 2 });
    expect(state.show.cameras[0]?.registration.scale).toBe(1);
    expect(edited.program).toBe(state.program);
  });

  test('change nothing where the server will refuse them', () => {
    const nobody = pending(1, { type: 'camera.set', id: 'B', trackingAgeMs: 5 });
    expect(withEdits(state, [nobody])).toBe(state);
    const rolling = { ...state, rolling: true };
    expect(withEdits(rolling, [moved(1, 1)])).toBe(rolling);
  });

  test('go when they are refused, and when the replica has their revision', () => {
    const edits = [moved(1, 1), moved(2, 2), moved(3, 3)];
    const error = { code: 'offline', message: 'Not sent.' };
    const left = answeredEdits(edits, 3, { ok: false, error });
    expect(placed(left)).toEqual([2, 0, 0]);
    const done = answeredEdits(left, 2, { ok: true, revision: 12 });
    expect(editsAfter(done, 11).map(({ id }) => id)).toEqual([1, 2]);
    expect(editsAfter(done, 12).map(({ id }) => id)).toEqual([1]);
  });

  test('are settings only: what is on air waits for the server, and so does what cannot be read', () => {
    expect(editIn({ type: 'environment.take' })).toBeUndefined();
    expect(editIn({ type: 'stage.blackout', on: true })).toBeUndefined();
    expect(editIn({ type: 'camera.set', id: 'A', trackingAgeMs: -1 })).toBeUndefined();
  });
});
