import type { Problem, Result } from '../result.ts';
import { camera as cameraSchema } from '../show/camera-schema.ts';
import { checkShow } from '../show/check-show.ts';
import { sameJson } from '../show/patch.ts';
import type { Show } from '../show/show-schema.ts';
import type { ShowState, Switch } from '../show/state.ts';
import { reduceDecks } from './reduce-decks.ts';
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

export type StateChange = Command | ReplaceShow | AssetsFound | SettleTransition;

export const fault = (
  path: string,
  code: string,
  message: string,
): { ok: false; fault: Problem[] } => ({
  ok: false,
  fault: [{ path, code, message }],
});
const done = (state: ShowState): Result<ShowState> => ({ ok: true, value: state });

/** The show state after a command, or why it is refused. Pure; undo and redo are in `history.ts`. */
export function reduce(
  state: ShowState,
  change: StateChange,
  context: ReduceContext,
): Result<ShowState> {
  switch (change.type) {
    case 'stage.blackout':
    case 'stage.freeze':
    case 'stage.safeLook':
    case 'stage.identify':
      return done(switched(state, change.type, change.on, context.k));
    case 'stage.pattern':
      return setPattern(state, change.pattern, change.output);
    case 'camera.set':
      return setCamera(state, change, context);
    case 'camera.holdTracking':
      return holdTracking(state, change.id, change.on);
    case 'show.replace':
      return replaceShow(state, change.show);
    case 'assets.found':
      return done({ ...state, assets: change.assets });
    case 'show.undo':
    case 'show.redo':
      return fault('/type', 'no-history', 'There is nothing to undo here.');
    default:
      return reduceDecks(state, change, context);
  }
}

const switchNames = {
  'stage.blackout': 'blackout',
  'stage.freeze': 'freeze',
  'stage.safeLook': 'safeLook',
  'stage.identify': 'identify',
} as const;

function switched(
  state: ShowState,
  type: keyof typeof switchNames,
  on: boolean,
  k: number,
): ShowState {
  const name = switchNames[type];
  if (state.inhibits[name].on === on) return state;
  return { ...state, inhibits: { ...state.inhibits, [name]: { on, k } } };
}

type PatternCommand = Extract<Command, { type: 'stage.pattern' }>;

function setPattern(
  state: ShowState,
  pattern: PatternCommand['pattern'],
  output: string | undefined,
): Result<ShowState> {
  if (output !== undefined && !state.show.stage.outputs.some((o) => o.id === output)) {
    return fault('/output', 'unknown-output', `There is no output "${output}".`);
  }
  const value = pattern === 'off' ? null : { pattern, output: output ?? null };
  return done({ ...state, inhibits: { ...state.inhibits, pattern: value } });
}

function holdTracking(state: ShowState, id: string, on: boolean): Result<ShowState> {
  if (!state.show.cameras.some((camera) => camera.id === id)) return unknownCamera(id);
  const others = state.inhibits.holdTracking.filter((held) => held !== id);
  const held = on ? [...others, id] : others;
  return done({ ...state, inhibits: { ...state.inhibits, holdTracking: held } });
}

const unknownCamera = (id: string) => fault('/id', 'unknown-camera', `There is no camera "${id}".`);

type CameraSet = Extract<Command, { type: 'camera.set' }>;

function setCamera(state: ShowState, change: CameraSet, context: ReduceContext): Result<ShowState> {
  const index = state.show.cameras.findIndex((camera) => camera.id === change.id);
  const camera = state.show.cameras[index];
  if (!camera) return unknownCamera(change.id);
  const { type: _, ...fields } = change;
  const parsed = cameraSchema.safeParse(merged(camera, fields));
  if (!parsed.success) return fault('', 'invalid-camera', parsed.error.issues[0]?.message ?? '');
  const cameras = state.show.cameras.with(index, parsed.data);
  const show = { ...state.show, cameras };
  const problems = checkShow(show, context.sceneIds);
  return problems.length > 0 ? { ok: false, fault: problems } : done({ ...state, show });
}

/** `part` laid over `whole`, objects field by field, everything absent left as it is. */
function merged(whole: object, part: object): object {
  const entries = Object.entries(part).filter(([, value]) => value !== undefined);
  const over = entries.map(([key, value]) => {
    const old = (whole as Record<string, unknown>)[key];
    const both = isPlainObject(old) && isPlainObject(value);
    return [key, both ? merged(old, value) : value];
  });
  return { ...whole, ...Object.fromEntries(over) };
}
const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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

/** Another wall rate numbers frames anew: what happened at a frame of the old rate is long past. */
function inNewFrames(state: ShowState): ShowState {
  const { blackout, freeze, safeLook, identify, ...others } = state.inhibits;
  const past = (value: Switch): Switch => ({ ...value, k: 0 });
  const inhibits = {
    ...others,
    blackout: past(blackout),
    freeze: past(freeze),
    safeLook: past(safeLook),
    identify: past(identify),
  };
  return { ...state, transition: null, inhibits };
}
