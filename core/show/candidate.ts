import type { Environment } from './show-schema.ts';
import { type DeckState, freshDeck, type ShowState } from './state.ts';

/** What somebody looks at before it is in the show. */
export interface Candidate {
  environment: Environment;
  /** Content of its file, for kinds that have one. */
  sha256?: string | undefined;
  /** Show time at which its content time starts, ms: when somebody began to look. */
  sinceMs: number;
}

/**
 * The show as it would be with a candidate on preview, as a push puts it there: for a page that draws it,
 * and for nobody else. Program, stage and cameras are those of `state`, and the same objects.
 */
export function withCandidate(
  state: ShowState,
  { environment, sha256, sinceMs }: Candidate,
): ShowState {
  const others = state.show.environments.filter(({ id }) => id !== environment.id);
  const show = { ...state.show, environments: [...others, environment] };
  const preview: DeckState = freshDeck(show, environment.id, sinceMs);
  const assets =
    sha256 === undefined ? state.assets : { ...state.assets, [environment.source]: sha256 };
  return { ...state, show, preview, assets };
}
