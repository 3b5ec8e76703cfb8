import type { Principal } from '../../core/commands/authorise.ts';
import type { Session } from '../../core/commands/history.ts';
import type { StateChange } from '../../core/commands/reduce.ts';
import type { Problem } from '../../core/result.ts';
import { newOnDecks } from '../../core/show/new-on-decks.ts';
import { diff, sameJson } from '../../core/show/patch.ts';
import type { ShowState } from '../../core/show/state.ts';
import { frameAt, type Rate } from '../../core/time/rate.ts';
import type { Patch } from '../../core/wire/events.ts';
import type { ShowClock } from '../time/show-clock.ts';
import { applyChange } from './apply-change.ts';
import type { ChangeEntry } from './journal.ts';

export interface ShowEngineOptions {
  clock: ShowClock;
  session: Session;
  revision: number;
  sceneIds: readonly string[];
  /** Keeps the entry for good; called before the change is acknowledged. */
  record: (entry: ChangeEntry) => void;
}

/** Told of every change of the state, in order. */
export interface StateListener {
  /** The numbered difference; `state` is what it leads to. */
  patch(patch: Patch, state: ShowState): void;
  /** The accepted change itself, as it was journalled, before what it leads to. */
  entry?(entry: ChangeEntry): void;
  /** A new epoch began: frame numbers start anew and a whole snapshot is due. */
  newEpoch?(): void;
}

/** Why an environment of a state may stand on none of its decks, in words. */
export type DeckGuard = (state: ShowState, environmentId: string) => string | undefined;

export type ChangeResult =
  | { ok: true; revision: number }
  | { ok: false; problems: readonly Problem[] };

const server: Principal = { who: 'server', role: 'operator', door: 'server' };
const directions: Partial<Record<StateChange['type'], 'undo' | 'redo'>> = {
  'show.undo': 'undo',
  'show.redo': 'redo',
};
/** Outputs draw a little behind the server: a transition stands until the last of them is past it. */
const settleAfterMs = 1000;

/**
 * The show's state and the only place that changes it: reduce, journal, then tell. Synchronous, so
 * that changes have one order.
 */
export class ShowEngine {
  readonly sceneIds: readonly string[];
  readonly #clock: ShowClock;
  readonly #record: (entry: ChangeEntry) => void;
  readonly #listeners = new Set<StateListener>();
  #session: Session;
  #revision: number;
  #guard: DeckGuard = () => undefined;

  constructor({ clock, session, revision, sceneIds, record }: ShowEngineOptions) {
    this.#clock = clock;
    this.#session = session;
    this.#revision = revision;
    this.sceneIds = sceneIds;
    this.#record = record;
  }

  get epoch(): number {
    return this.#clock.epoch;
  }

  get revision(): number {
    return this.#revision;
  }

  get state(): ShowState {
    return this.#session.state;
  }

  get session(): Session {
    return this.#session;
  }

  get rate(): Rate {
    return this.state.show.stage.rates.wall;
  }

  /** Show time and the server's own clock under it. */
  get clock(): ShowClock {
    return this.#clock;
  }

  nowMs(): number {
    return this.#clock.nowMs();
  }

  frame(): number {
    return frameAt(this.nowMs(), this.rate);
  }

  subscribe(listener: StateListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** From now on every change is asked about what it puts on a deck, whatever door it came through. */
  guardDecks(guard: DeckGuard): void {
    this.#guard = guard;
  }

  /** Applies one change. `takeK`: the frame at which a take's outputs switch. */
  apply(change: StateChange, principal: Principal = server, takeK?: number): ChangeResult {
    const showTimeMs = this.nowMs();
    const k = frameAt(showTimeMs, this.rate);
    const { sceneIds } = this;
    const context = { showTimeMs, k, takeK: takeK ?? k, sceneIds };
    const before = this.#session;
    const { session, fault } = applyChange(before, change, principal.who, context);
    if (fault && session === before) return { ok: false, problems: fault };
    const unapproved = this.#unapproved(before.state, session.state);
    if (unapproved) {
      // Else no step below it could be reached any more.
      const direction = directions[change.type];
      if (direction) this.apply({ type: 'history.dropped', direction }, principal);
      return { ok: false, problems: [unapproved] };
    }
    const ops = diff(before.state, session.state);
    const revision = ops.length > 0 ? this.#revision + 1 : this.#revision;
    const taken = takeK === undefined ? {} : { takeK };
    const entry = { revision, showTimeMs, k, ...taken, principal, change };
    this.#record(entry);
    for (const listener of this.#listeners) listener.entry?.(entry);
    this.#session = session;
    this.#revision = revision;
    if (ops.length > 0) this.#tell({ epoch: this.epoch, revision, ops }, before.state);
    return fault ? { ok: false, problems: fault } : { ok: true, revision };
  }

  #unapproved(before: ShowState, after: ShowState): Problem | undefined {
    for (const id of newOnDecks(before, after)) {
      const message = this.#guard(after, id);
      if (message) return { path: '', code: 'not-approved', message };
    }
    return undefined;
  }

  /** Ends a transition whose last frame has passed on every output. */
  settle(): void {
    const { transition } = this.state;
    if (!transition) return;
    const settleFrames = frameAt(settleAfterMs, this.rate);
    if (this.frame() < transition.k + transition.frames + settleFrames) return;
    this.apply({ type: 'transition.settle' });
  }

  #tell(patch: Patch, before: ShowState): void {
    const sameRate = sameJson(before.show.stage.rates.wall, this.rate);
    if (!sameRate) this.#clock.nextEpoch();
    for (const listener of this.#listeners) {
      listener.patch(patch, this.state);
      if (!sameRate) listener.newEpoch?.();
    }
  }
}
