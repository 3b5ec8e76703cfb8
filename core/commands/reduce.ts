import { done, fault, type Result } from '../result.ts';
import { sameJson } from '../show/patch.ts';
import type { Show } from '../show/show-schema.ts';
import type { ShowState } from '../show/state.ts';
import { spoilsTake } from '../takes/spoils-take.ts';
import {
  type BackdropPushed,
  type BackdropsWithdrawn,
  pushBackdrop,
  withdrawBackdrops,
} from './reduce-backdrop.ts';
import { holdTracking, setCamera } from './reduce-camera.ts';
import { reduceDecks } from './reduce-decks.ts';
import { removeDevice, removeObject, setDevice, setObject } from './reduce-device.ts';
import { inNewFrames, setPattern, setPhotonDelay, setRates, switched } from './reduce-stage.ts';
import {
  setRolling,
  type TakeEnded,
  type TakeRolled,
  type TakesChanged,
  takeEnded,
  takeRolled,
  takesChanged,
} from './reduce-take.ts';
import type { Command } from './table.ts';

/** What the reducer may not look up itself. */
export interface ReduceContext {
  showTimeMs: number;
  /** The wall frame at `showTimeMs`. */
  k: number;
  /** For a take: the agreed frame at which outputs switch. */
  takeK?: number;
  sceneIds: readonly string[];
}

/** `PUT show`: not in the command table, since only the show's own call carries a whole document. */
export interface ReplaceShow {
  type: 'show.replace';
  show: Show;
}

/** The files behind the show's environments were found or changed. Given by the server. */
export interface AssetsFound {
  type: 'assets.found';
  assets: Readonly<Record<string, string>>;
}

/** The transition's last frame has passed. Given by the server, never by a door. */
export interface SettleTransition {
  type: 'transition.settle';
}

/** A step of undo or redo that the server could not let happen: the next one reaches the step below it. */
export interface StepDropped {
  type: 'history.dropped';
  direction: 'undo' | 'redo';
}

export type StateChange =
  | Command
  | ReplaceShow
  | AssetsFound
  | SettleTransition
  | TakeRolled
  | TakeEnded
  | TakesChanged
  | BackdropPushed
  | BackdropsWithdrawn
  | StepDropped;

/** The show state after a command, or why it is refused. Pure; undo and redo are in `history.ts`. */
export function reduce(
  state: ShowState,
  change: StateChange,
  context: ReduceContext,
): Result<ShowState> {
  const spoilt = state.rolling ? spoilsTake(change) : undefined;
  if (spoilt) return fault('/type', 'rolling', spoilt);
  switch (change.type) {
    case 'stage.blackout':
    case 'stage.freeze':
    case 'stage.safeLook':
    case 'stage.identify':
    case 'stage.frameCode':
      return done(switched(state, change.type, change.on, context.k));
    case 'stage.pattern':
      return setPattern(state, change.pattern, change.output);
    case 'stage.rolling':
      return setRolling(state, change.on);
    case 'stage.rates':
      return setRates(state, change, context);
    case 'output.photonDelay':
      return setPhotonDelay(state, change);
    case 'camera.set':
      return setCamera(state, change, context);
    case 'device.set':
      return setDevice(state, change, context);
    case 'device.remove':
      return removeDevice(state, change, context);
    case 'object.set':
      return setObject(state, change, context);
    case 'object.remove':
      return removeObject(state, change, context);
    case 'camera.holdTracking':
      return holdTracking(state, change.id, change.on);
    case 'show.replace':
      return replaceShow(state, change.show);
    case 'assets.found':
      return done({ ...state, assets: change.assets });
    case 'take.rolled':
      return takeRolled(state, change.take);
    case 'take.ended':
      return takeEnded(state);
    case 'takes.changed':
      return takesChanged(state);
    case 'backdrop.pushed':
      return pushBackdrop(state, change, context.showTimeMs);
    case 'backdrops.withdrawn':
      return withdrawBackdrops(state, change.environments, context.showTimeMs);
    case 'backdrop.approve':
    case 'backdrop.reject':
    case 'backdrop.push':
    case 'backdrop.cancel':
    case 'backdrop.back':
    case 'backdrop.bible':
    case 'backdrop.hurry':
      return fault('/type', 'no-backdrops', 'Nothing here makes backdrops.');
    case 'take.roll':
    case 'take.cut':
    case 'take.mark':
      return fault('/type', 'no-recorder', 'Nothing here records.');
    case 'show.undo':
    case 'show.redo':
    case 'history.dropped':
      return fault('/type', 'no-history', 'There is nothing to undo here.');
    default:
      return reduceDecks(state, change, context);
  }
}

/** A new document under a running show: what is on air must still be in it. */
function replaceShow(state: ShowState, show: Show): Result<ShowState> {
  const ids = new Set(show.environments.map((environment) => environment.id));
  const lost = [state.program.environment, state.transition?.from.environment].find(
    (id) => id && !ids.has(id),
  );
  if (lost) {
    return fault(
      '/environments',
      'on-program',
      `Environment "${lost}" is on program; take another before removing it.`,
    );
  }
  const preview = ids.has(state.preview.environment ?? '') ? state.preview : state.program;
  const looks = Object.fromEntries(Object.entries(state.looks).filter(([id]) => ids.has(id)));
  const cameras = new Set(show.cameras.map((camera) => camera.id));
  const holdTracking = state.inhibits.holdTracking.filter((id) => cameras.has(id));
  const next = { ...state, show, preview, looks, inhibits: { ...state.inhibits, holdTracking } };
  const sameRate = sameJson(state.show.stage.rates.wall, show.stage.rates.wall);
  return done(sameRate ? next : inNewFrames(next));
}
