import { sameJson } from './patch.ts';
import type { DeckState, ShowState } from './state.ts';

/** What a deck shows: which environment, of what content, and where it says to come from. */
function shownOn({ show, assets }: ShowState, { environment: id }: DeckState): unknown {
  const environment = show.environments.find((each) => each.id === id);
  if (!environment) return null;
  const { kind, source, backdrop = null } = environment;
  return { id, kind, source, backdrop, sha256: assets[source] ?? null };
}

/**
 * Ids of the environments that a change puts on a deck, or makes another on the deck where they stand. What was
 * on program may go to preview, as a take does with it; nothing else changes decks unseen.
 */
export function newOnDecks(before: ShowState, after: ShowState): string[] {
  if (isSame(before, after)) return [];
  const program = shownOn(before, before.program);
  const from = before.transition ? [shownOn(before, before.transition.from)] : [];
  const decks: [DeckState, unknown[]][] = [
    [after.program, [program]],
    [after.preview, [shownOn(before, before.preview), program]],
  ];
  if (after.transition) decks.push([after.transition.from, [program, ...from]]);
  const fresh = decks.filter(([deck, known]) => {
    const shown = shownOn(after, deck);
    return shown !== null && !known.some((each) => sameJson(each, shown));
  });
  return fresh.flatMap(([{ environment }]) => (environment === null ? [] : [environment]));
}

/** By reference, as most changes leave all of it as it is. */
const isSame = (a: ShowState, b: ShowState): boolean =>
  a.show.environments === b.show.environments &&
  a.assets === b.assets &&
  a.program.environment === b.program.environment &&
  a.preview.environment === b.preview.environment &&
  a.transition?.from.environment === b.transition?.from.environment;
