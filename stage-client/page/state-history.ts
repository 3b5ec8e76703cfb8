import { applyPatch } from '../../core/show/patch.ts';
import type { ShowState } from '../../core/show/state.ts';
import type { Patch, Snapshot } from '../../core/wire/events.ts';

interface Revision {
  revision: number;
  state: ShowState;
}

const kept = 64;

/** The show state by revision, so that every output draws frame k with the state that its packet names. */
export class StateHistory {
  #revisions: Revision[] = [];
  #epoch = -1;

  get newest(): Revision | undefined {
    return this.#revisions.at(-1);
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** A snapshot from this server or a newer one replaces everything; from an older one it is refused. */
  takeSnapshot({ epoch, revision, state }: Snapshot): boolean {
    if (epoch < this.#epoch) return false;
    this.#epoch = epoch;
    this.#revisions = [{ revision, state }];
    return true;
  }

  /** The next patch in order; `false` when one is missing, and only a snapshot helps. */
  takePatch({ epoch, revision, ops }: Patch): boolean {
    const newest = this.newest;
    if (!newest || epoch !== this.#epoch || revision !== newest.revision + 1) return false;
    this.#revisions.push({ revision, state: applyPatch(newest.state, ops) });
    if (this.#revisions.length > kept) this.#revisions.shift();
    return true;
  }

  /** The state that a frame of this revision is drawn with: its own, else the nearest one known. */
  at(revision: number): ShowState | undefined {
    for (let i = this.#revisions.length - 1; i >= 0; i--) {
      const candidate = this.#revisions[i];
      if (candidate && candidate.revision <= revision) return candidate.state;
    }
    return this.#revisions[0]?.state;
  }
}
