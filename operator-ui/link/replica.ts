import { applyPatch } from '../../core/show/patch.ts';
import type { ShowState } from '../../core/show/state.ts';
import type { Patch, Snapshot } from '../../core/wire/events.ts';

/** This page's copy of the show state. Changed only by what the server sends. */
export interface Replica {
  epoch: number;
  revision: number;
  state: ShowState;
  /** What was on program before what is there now: where "go back" leads. */
  previousProgram: string | null;
}

const remembered = (before: Replica | null, state: ShowState): string | null => {
  const was = before?.state.program.environment ?? null;
  return was !== null && was !== state.program.environment
    ? was
    : (before?.previousProgram ?? null);
};

export function fromSnapshot(snapshot: Snapshot, before: Replica | null): Replica {
  const { epoch, revision, state } = snapshot;
  return { epoch, revision, state, previousProgram: remembered(before, state) };
}

/**
 * The replica after a patch. One that it already contains changes nothing; `undefined` when a patch
 * in between was missed or the server is another run: then only a new snapshot helps.
 */
export function withPatch(replica: Replica, patch: Patch): Replica | undefined {
  if (patch.epoch !== replica.epoch) return undefined;
  if (patch.revision <= replica.revision) return replica;
  if (patch.revision !== replica.revision + 1) return undefined;
  const state = applyPatch(replica.state, patch.ops);
  const { epoch, revision } = patch;
  return { epoch, revision, state, previousProgram: remembered(replica, state) };
}
