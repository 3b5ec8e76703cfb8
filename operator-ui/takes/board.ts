import '../link/without-eval.ts';

import type { TakesState } from '../../core/show/state.ts';
import { nextTake, type TakeLabel } from '../../core/takes/take-label.ts';
import type { TakeSummary } from '../../core/takes/take-summary.ts';

/** What this page has written on the board since the last roll; null follows the show. */
export interface Draft {
  scene: string | null;
  slate: string | null;
}

export const noDraft: Draft = { scene: null, slate: null };

/** What stands on the board: of the take that rolls, else of the one that comes next. */
export function boardLabel(takes: TakesState, draft: Draft, ids: readonly string[]): TakeLabel {
  if (takes.rolling) return takes.rolling;
  return nextTake(draft.scene ?? takes.scene, draft.slate ?? takes.slate, ids);
}

/** A field of the board as it was typed: nothing typed follows the show again. */
export const drafted = (text: string, shown: string): string | null =>
  text.trim() === '' || text.trim() === shown ? null : text.trim();

/** The words of a roll: only what this page has changed, so that two boards do not undo each other. */
export const rollRequest = ({ scene, slate }: Draft) => ({
  type: 'take.roll',
  ...(scene !== null && { scene }),
  ...(slate !== null && { slate }),
});

/** A press of Good or NG: the mark that a take has already is taken back. */
export const markRequest = (
  { id, good: now }: Pick<TakeSummary, 'id' | 'good'>,
  good: boolean,
) => ({
  type: 'take.mark',
  take: id,
  good: now === good ? null : good,
});
