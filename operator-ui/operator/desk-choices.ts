import { create } from 'zustand';
import type { DeckName } from '../link/show-store.ts';

export const panelTabs = [
  'look',
  'cameras',
  'outputs',
  'timing',
  'devices',
  'takes',
  'backdrops',
] as const;
export type PanelTab = (typeof panelTabs)[number];

export const timingViews = ['sync', 'latency', 'rates'] as const;
export type TimingViewName = (typeof timingViews)[number];

export const fadeLengths = [12, 24, 48, 96] as const;

/** What this operator chose on this page. Nothing here is part of the show. */
interface DeskChoices {
  fadeFrames: number;
  /** Which deck the sliders move. */
  editing: DeckName;
  /** Which panel stands under the decks: the timing, the takes, the backdrops, or one of the others where there is no room for all. */
  tab: PanelTab;
  timingView: TimingViewName;
  helpOpen: boolean;
  /** Id of the camera whose set-up sheet is open. */
  setupCamera: string | null;
  /** A take was sent and is not answered yet. */
  taking: boolean;
  /** Why the newest take was refused; gone with the next one. */
  takeRefusal: { code: string; message: string } | null;
}

export const useChoices = create<DeskChoices>()(() => ({
  fadeFrames: 24,
  editing: 'preview',
  tab: 'look',
  timingView: 'sync',
  helpOpen: false,
  setupCamera: null,
  taking: false,
  takeRefusal: null,
}));
