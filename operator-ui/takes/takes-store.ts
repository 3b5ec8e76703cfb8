import { create } from 'zustand';
import type { RecorderStatus, TakeSummary } from '../../core/takes/take-summary.ts';
import { type Draft, noDraft } from './board.ts';
import type { ExportChoice } from './exports.ts';
import { fetchRecorder, fetchTakes } from './fetch-takes.ts';
import { notWatched, type WritingWatch, watched } from './writing-watch.ts';

/** The takes as this page knows them, and what it is about to write on the board. */
interface TakesStore {
  /** Newest first; null until the server has told them. */
  list: readonly TakeSummary[] | null;
  recorder: RecorderStatus | null;
  writing: WritingWatch;
  draft: Draft;
  exporting: ExportChoice;
  /** The alarm of an ended take that was read and put away. */
  seenAlarm: string | null;
  /** REC is held to cut. */
  isHolding: boolean;
}

export const useTakes = create<TakesStore>()(() => ({
  list: null,
  recorder: null,
  writing: notWatched,
  draft: noDraft,
  exporting: { format: 'usda', which: 'evaluated' },
  seenAlarm: null,
  isHolding: false,
}));

/** The newest take that has ended: the one that a mark is for. */
export const lastTake = (list: readonly TakeSummary[] | null): TakeSummary | undefined =>
  list?.find(({ state }) => state !== 'rolling');

let asked = 0;

/** Asks for the list anew. An answer that is overtaken by a newer question is dropped. */
export async function refreshTakes(): Promise<void> {
  const question = ++asked;
  const list = await fetchTakes();
  if (list && question === asked) useTakes.setState({ list });
}

export async function refreshRecorder(): Promise<void> {
  const recorder = await fetchRecorder();
  if (!recorder) return;
  const writing = watched(useTakes.getState().writing, recorder, performance.now());
  useTakes.setState({ recorder, writing });
}
