import { wallRow } from '../../core/stage/wall-row.ts';
import type { DeckView } from '../../render/deck-view.ts';
import type { Desk } from '../link/desk.ts';
import { useShow } from '../link/show-store.ts';
import { addDeck, type ShownDeck } from './deck-loop.ts';
import { idle } from './idle.ts';
import { listenToGestures } from './orbit-gestures.ts';
import { deckPixelScale, fullPixelScale, type PixelScale, softwareWidthPx } from './pixel-scale.ts';
import type { ViewTwins } from './view-twins.ts';

/** How a view is opened where it is no deck of the page. */
export interface DeckOpening extends ShownDeck {
  /** Which are turned with it. */
  twins?: ViewTwins | undefined;
}

export interface OpenDeckView {
  view: DeckView;
  /** Whatever it rests: a person has changed what it shows. */
  drawSoon(): void;
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

/** What a view in front is drawn with: a person has asked to see it. */
function fullScale(frame: HTMLElement, { source }: DeckOpening): PixelScale {
  const state = source();
  if (!state) return deckPixelScale;
  const paneWidthPx = frame.getBoundingClientRect().width * devicePixelRatio;
  return fullPixelScale(wallRow(state.show.stage).width, paneWidthPx);
}

/** Starts a deck's picture in a canvas that follows the size of its frame. Throws where WebGL is missing. */
export async function openDeckView(
  canvas: HTMLCanvasElement,
  opening: DeckOpening,
  desk: Desk,
): Promise<OpenDeckView> {
  // three.js arrives after the controls, which must not wait for it.
  const { createDeckView } = await import('../../render/deck-view.ts');
  if (!opening.isInFront) {
    turn = turn.then(idle);
    await turn;
  }
  const frame = canvas.parentElement ?? canvas;
  const view = createDeckView(canvas, {
    assetUrl: (sha256) => `/api/v1/assets/${sha256}`,
    pixelScale: opening.isInFront ? fullScale(frame, opening) : deckPixelScale,
  });
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
  const stopGestures = listenToGestures(canvas, opening.twins ?? view);
  const part = opening.twins?.add(view);
  const inLine = addDeck(canvas, view, opening, desk);
  const close = () => {
    inLine.remove();
    part?.();
    stopGestures();
    observer.disconnect();
    view.dispose();
  };
  return { view, drawSoon: inLine.drawSoon, close };
}
