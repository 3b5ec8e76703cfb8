import type { DeckView } from '../../render/deck-view.ts';
import type { Desk } from '../link/desk.ts';
import { type DeckName, useShow } from '../link/show-store.ts';
import { addDeck } from './deck-loop.ts';
import { idle } from './idle.ts';
import { listenToGestures } from './orbit-gestures.ts';

/** Share of the walls' pixels: a deck shows a whole stage in a quarter of a page. */
const pixelScale = { gpu: 0.5, software: 0.12 };
/** The processor draws no more columns than this; the browser enlarges them. */
const softwareWidthPx = 640;

export interface OpenDeckView {
  view: DeckView;
  close(): void;
}

/** When the newest deck may be opened: one after the other, since a context may take seconds. */
let turn: Promise<void> = deskIsShown();

/** The desk itself comes first: it is there with the first snapshot. */
function deskIsShown(): Promise<void> {
  return new Promise((resolve) => {
    const stop = useShow.subscribe(({ replica }) => {
      if (!replica) return;
      stop();
      resolve();
    });
  });
}

/** Starts a deck's picture in a canvas that follows the size of its frame. Throws where WebGL is missing. */
export async function openDeckView(
  canvas: HTMLCanvasElement,
  deck: DeckName,
  desk: Desk,
): Promise<OpenDeckView> {
  // three.js arrives after the controls, which must not wait for it.
  const { createDeckView } = await import('../../render/deck-view.ts');
  turn = turn.then(idle);
  await turn;
  const view = createDeckView(canvas, {
    assetUrl: (sha256) => `/api/v1/assets/${sha256}`,
    pixelScale,
  });
  const frame = canvas.parentElement ?? canvas;
  const follow = () => {
    const { width, height } = frame.getBoundingClientRect();
    const ratio = view.software
      ? Math.min(1, softwareWidthPx / width)
      : Math.min(2, devicePixelRatio);
    if (width > 0 && height > 0) view.resize(width, height, ratio);
  };
  const observer = new ResizeObserver(follow);
  observer.observe(frame);
  follow();
  const stopGestures = listenToGestures(canvas, view);
  const removeDeck = addDeck(canvas, view, deck, desk);
  const close = () => {
    removeDeck();
    stopGestures();
    observer.disconnect();
    view.dispose();
  };
  return { view, close };
}
