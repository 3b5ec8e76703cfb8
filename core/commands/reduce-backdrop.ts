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
    ? state.show.environments
    : [...state.show.environments, environment];
  const show = { ...state.show, environments };
  const onProgram = state.program.environment === id ? state.program : undefined;
  const preview = onProgram ?? state.looks[id] ?? freshDeck(show, id, showTimeMs);
  const assets = sha256 ? { ...state.assets, [source]: sha256 } : state.assets;
  return done({ ...state, show, preview, assets });
}
