import { done, type Result } from '../result.ts';
import type { Environment } from '../show/show-schema.ts';
import { freshDeck, type ShowState } from '../show/state.ts';

/** An approved backdrop becomes an environment of the show, on preview. Given by the server, never by a door. */
export interface BackdropPushed {
  type: 'backdrop.pushed';
  environment: Environment;
  /** Content of its file, for kinds that have one. */
  sha256?: string;
}

/** The show with the environment in it, once, and on preview as it was approved. */
export function pushBackdrop(
  state: ShowState,
  { environment, sha256 }: Omit<BackdropPushed, 'type'>,
  showTimeMs: number,
): Result<ShowState> {
  const { id, source } = environment;
  const isKnown = state.show.environments.some((each) => each.id === id);
  const environments = isKnown
    ? state.show.environments.map((each) => (each.id === id ? renewed(each, environment) : each))
    : [...state.show.environments, environment];
  const show = { ...state.show, environments };
  const onProgram = state.program.environment === id ? state.program : undefined;
  const preview = onProgram ?? state.looks[id] ?? freshDeck(show, id, showTimeMs);
  const assets = sha256 ? { ...state.assets, [source]: sha256 } : state.assets;
  return done({ ...state, show, preview, assets });
}

/** Edits of it stay; whoever stands for it now is on record, and it shows what they approved. */
const renewed = (known: Environment, { kind, source, backdrop }: Environment): Environment => ({
  ...known,
  kind,
  source,
  backdrop,
});

/** What stands on decks and may not, as when a show is opened. Given by the server, never by a door. */
export interface BackdropsWithdrawn {
  type: 'backdrops.withdrawn';
  environments: readonly string[];
}

/** The decks without these: program goes to the show's first other environment or to none, preview to what is on program. */
export function withdrawBackdrops(
  state: ShowState,
  withdrawn: readonly string[],
  showTimeMs: number,
): Result<ShowState> {
  const isGone = (id: string | null | undefined) => withdrawn.includes(id ?? '');
  const rest = state.show.environments.find(({ id }) => !isGone(id));
  const instead =
    (rest && state.looks[rest.id]) ?? freshDeck(state.show, rest?.id ?? null, showTimeMs);
  const program = isGone(state.program.environment) ? instead : state.program;
  const preview = isGone(state.preview.environment) ? program : state.preview;
  const transition = isGone(state.transition?.from.environment) ? null : state.transition;
  return done({ ...state, program, preview, transition });
}
