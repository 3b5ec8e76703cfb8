import type { Result } from '../result.ts';
import { applyPatch, type Change, diff, sameJson, valueAt } from '../show/patch.ts';
import type { ShowState } from '../show/state.ts';
import { stepSpoilsTake } from '../takes/spoils-take.ts';
import { type ReduceContext, reduce, type StateChange } from './reduce.ts';

/** One step that can be taken back: what it changed, and which environments stood on the decks it touched. */
export interface HistoryEntry {
  label: string;
  who: string;
  changes: readonly Change[];
}

export interface History {
  undo: readonly HistoryEntry[];
  redo: readonly HistoryEntry[];
}

export const emptyHistory: History = { undo: [], redo: [] };
const depth = 200;

/** What may be taken back: edits and choices, never what is on air or an emergency switch. */
const undoable = new Set<StateChange['type']>([
  'environment.preview',
  'environment.params',
  'environment.place',
  'environment.time',
  'camera.set',
  'device.set',
  'device.remove',
  'object.set',
  'object.remove',
  'stage.rates',
  'output.photonDelay',
  'show.replace',
  'backdrop.pushed',
]);

export interface Session {
  state: ShowState;
  history: History;
}

/** One command applied to state and history together. `who` labels the entry for the undo list. */
export function advance(
  session: Session,
  change: StateChange,
  who: string,
  context: ReduceContext,
): Result<Session> {
  if (change.type === 'show.undo') return step(session, 'undo');
  if (change.type === 'show.redo') return step(session, 'redo');
  if (change.type === 'history.dropped') {
    const history = withoutNewest(session.history, change.direction);
    return { ok: true, value: { ...session, history } };
  }
  const next = reduce(session.state, change, context);
  if (!next.ok) return next;
  const state = next.value;
  if (!undoable.has(change.type) || state === session.state) {
    return { ok: true, value: { state, history: session.history } };
  }
  const changes = guarded(session.state, diff(session.state, state));
  const entry: HistoryEntry = { label: change.type, who, changes };
  const history = { undo: [...session.history.undo, entry].slice(-depth), redo: [] };
  return { ok: true, value: { state, history } };
}

/** An edit of a deck only fits the environment it was made on. */
function guarded(state: ShowState, changes: readonly Change[]): Change[] {
  const decks = (['preview', 'program'] as const).filter((deck) =>
    changes.some((change) => change.path[0] === deck),
  );
  const guards = decks
    .filter(
      (deck) =>
        !changes.some((c) => c.path[0] === deck && (c.path[1] ?? 'environment') === 'environment'),
    )
    .map((deck): Change => {
      const id = state[deck].environment;
      return { path: [deck, 'environment'], before: id, after: id };
    });
  return [...guards, ...changes];
}

const reversed = (change: Change): Change => {
  const { path } = change;
  const swapped: Change = { path };
  if ('after' in change) swapped.before = change.after;
  if ('before' in change) swapped.after = change.before;
  return swapped;
};

/** Takes the newest entry back (or forth again). An entry that no longer fits is dropped and named. */
function step(session: Session, direction: 'undo' | 'redo'): Result<Session> {
  const from = session.history[direction];
  const entry = from.at(-1);
  if (!entry) return refused('nothing-to-undo', `There is nothing to ${direction}.`);
  const changes = direction === 'undo' ? entry.changes.toReversed().map(reversed) : entry.changes;
  const paths = changes.map(({ path }) => path);
  const spoilt = session.state.rolling ? stepSpoilsTake(paths) : undefined;
  if (spoilt) return refused('rolling', spoilt);
  const rest = from.slice(0, -1);
  const fits = changes.every((change) =>
    sameJson(valueAt(session.state, change.path), change.before),
  );
  if (!fits) {
    return refused(
      'undo-conflict',
      `"${entry.label}" by ${entry.who} was changed since by somebody else and cannot be taken back.`,
    );
  }
  const state = applyPatch(session.state, changes);
  if (!decksStand(state)) {
    return refused(
      'undo-conflict',
      `"${entry.label}" by ${entry.who} cannot be taken back: an environment that it brought is on a deck.`,
    );
  }
  const other = direction === 'undo' ? 'redo' : 'undo';
  const history = {
    ...session.history,
    [direction]: rest,
    [other]: [...session.history[other], entry],
  };
  return { ok: true, value: { state, history } };
}

/** Whether the show still has what stands on the decks, on program above all. */
function decksStand({ show, preview, program, transition }: ShowState): boolean {
  const decks = [preview, program, ...(transition ? [transition.from] : [])];
  const ids = new Set(show.environments.map((environment) => environment.id));
  return decks.every(({ environment }) => environment === null || ids.has(environment));
}

const refused = (code: string, message: string): Result<Session> => ({
  ok: false,
  fault: [{ path: '', code, message }],
});

/** The history without its newest entry: what remains after that entry was refused for a conflict. */
export const withoutNewest = (history: History, direction: 'undo' | 'redo'): History => ({
  ...history,
  [direction]: history[direction].slice(0, -1),
});
