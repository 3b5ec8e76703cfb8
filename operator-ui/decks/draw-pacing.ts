interface Rest {
  leastMs: number;
  /** Of the time that the drawing took. */
  share: number;
}

/** On a software renderer the page must stay usable: a deck rests a second, and longer than it was drawn. */
const deckRest: Rest = { leastMs: 1000, share: 2 };
/** On a sheet there is nothing to be used but what is looked at. */
const frontRest: Rest = { leastMs: 200, share: 0.5 };

/** After a page has opened, the desk itself comes first. */
export const firstRestMs = (isSoftware: boolean, isInFront: boolean): number =>
  isSoftware && !isInFront ? deckRest.leastMs : 0;

/** How long a deck rests after a drawing that took `tookMs`, until it may be drawn again. */
export function restMs(tookMs: number, isSoftware: boolean, isInFront: boolean): number {
  const { leastMs, share } = isInFront ? frontRest : deckRest;
  return isSoftware ? Math.max(leastMs, tookMs * share) : 0;
}

export interface Turn {
  /** It stands on a sheet over the page. */
  isInFront: boolean;
  isSoftware: boolean;
  /** Its newest drawing is not done yet. */
  isPending: boolean;
  isLoading: boolean;
  /** From when on it may be drawn again. */
  dueMs: number;
}

/** What of the line is seen: under a sheet the decks of the page rest. */
export const decksInSight = <Deck extends Turn>(
  line: readonly Deck[],
  isCovered: boolean,
): Deck[] => line.filter(({ isInFront }) => isInFront || !isCovered);

/**
 * Which decks are drawn now, first in line first. A GPU draws each as soon as it is done with it. The
 * processor draws one at a time; and while one deck loads, no other is drawn, which might load too.
 */
export function decksToDraw<Deck extends Turn>(line: readonly Deck[], nowMs: number): Deck[] {
  const due = line.filter((deck) => !deck.isPending && nowMs >= deck.dueMs);
  if (!line.some((deck) => deck.isSoftware)) return due;
  if (line.some((deck) => deck.isPending)) return [];
  const loading = line.find((deck) => deck.isLoading);
  return due.filter((deck) => !loading || deck === loading).slice(0, 1);
}
