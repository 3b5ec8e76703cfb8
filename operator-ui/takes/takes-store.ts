import { create } from 'zustand';
import type { RecorderStatus, TakeSummary } from '../../core/takes/take-summary.ts';
import { type Draft, noDraft } from './board.ts';
import type { ExportChoice } from './exports.ts';
import { fetchTakes } from './fetch-takes.ts';
import { notWatched, type WritingWatch, watched } from './writing-watch.ts';

/** The takes as this page knows them, and what it is about to write on the board. */
interface TakesStore {
  /** Newest first; null until the server has told them. */
  list: readonly TakeSummary[] | null;
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
  writing: notWatched,
  draft: noDraft,
  exporting: { format: 'usda', which: 'evaluated', start: null },
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

/** Sees from each report whether the file of the take that rolls has grown. */
export function watchRecorder(recorder: RecorderStatus): void {
  const { writing } = useTakes.getState();
  if (recorder.take === null && writing.take === null) return;
  useTakes.setState({ writing: watched(writing, recorder, performance.now()) });
}
