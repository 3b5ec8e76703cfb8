import { create } from 'zustand';
import type { DeckState, ShowState } from '../../core/show/state.ts';
import type { StatusReport } from '../../core/wire/events.ts';
import type { LinkHealth } from './link-health.ts';
import type { Replica } from './replica.ts';

/** What the page shows. Poses are not in it: they change per frame and never pass through React. */
export interface ShowStore {
  health: LinkHealth;
  /** When the server last spoke, by `localNowMs`; null before the first word. */
  heardAtMs: number | null;
  replica: Replica | null;
  status: StatusReport | null;
  /** The server runs another build than this page was loaded from. */
  outdated: boolean;
}

export const useShow = create<ShowStore>()(() => ({
  health: 'connecting',
  heardAtMs: null,
  replica: null,
  status: null,
  outdated: false,
}));

export type DeckName = 'preview' | 'program';

/** A part of the show state, or `undefined` until the first snapshot. */
export const useShowState = <Part>(part: (state: ShowState) => Part): Part | undefined =>
  useShow((store) => (store.replica ? part(store.replica.state) : undefined));

export const useDeck = (deck: DeckName): DeckState | undefined =>
  useShowState((state) => state[deck]);

export const useLive = (): boolean => useShow((store) => store.health === 'live');
