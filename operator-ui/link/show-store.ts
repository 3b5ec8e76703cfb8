import { create } from 'zustand';
import type { DeckState, ShowState } from '../../core/show/state.ts';
import type { StatusReport } from '../../core/wire/events.ts';
import type { LinkHealth } from './link-health.ts';
import type { PendingEdit } from './pending-edits.ts';
import type { Replica } from './replica.ts';

/** What the page shows. Poses are not in it: they change per frame and never pass through React. */
export interface ShowStore {
  health: LinkHealth;
  /** When the server last spoke, by `localNowMs`; null before the first word. */
  heardAtMs: number | null;
  /** What the server says: tally and pictures follow it alone. */
  replica: Replica | null;
  /** This page's edits that the replica does not have yet, oldest first. */
  edits: readonly PendingEdit[];
  /** The replica's state with those edits: the next edit starts from it, however slow the network is. */
  edited: ShowState | null;
  status: StatusReport | null;
  /** The server runs another build than this page was loaded from. */
  outdated: boolean;
}

export const useShow = create<ShowStore>()(() => ({
  health: 'connecting',
  heardAtMs: null,
  replica: null,
  edits: [],
  edited: null,
  status: null,
  outdated: false,
}));

export type DeckName = 'preview' | 'program';

/** A part of the show state as edited here, or `undefined` until the first snapshot. */
export const useShowState = <Part>(part: (state: ShowState) => Part): Part | undefined =>
  useShow((store) => (store.edited ? part(store.edited) : undefined));

export const useDeck = (deck: DeckName): DeckState | undefined =>
  useShowState((state) => state[deck]);

export const useLive = (): boolean => useShow((store) => store.health === 'live');
