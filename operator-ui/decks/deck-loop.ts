import type { DeckView } from '../../render/deck-view.ts';
import type { Desk } from '../link/desk.ts';
import { type DeckName, useShow } from '../link/show-store.ts';
import { decksToDraw, firstRestMs, restMs } from './draw-pacing.ts';
import { GpuFence } from './gpu-fence.ts';

/** A deck in the line of those that are drawn. */
class Drawn {
  readonly isSoftware: boolean;
  dueMs: number;
  readonly #view: DeckView;
  readonly #deck: DeckName;
  readonly #desk: Desk;
  readonly #fence: GpuFence;
  #begunMs = 0;

  constructor(canvas: HTMLCanvasElement, view: DeckView, deck: DeckName, desk: Desk) {
    this.#view = view;
    this.#deck = deck;
    this.#desk = desk;
    this.#fence = new GpuFence(canvas);
    this.isSoftware = view.software;
    this.dueMs = performance.now() + firstRestMs(this.isSoftware);
  }

  get isPending(): boolean {
    return this.#fence.isPending;
  }

  get hasBegun(): boolean {
    return this.#begunMs > 0;
  }

  get isLoading(): boolean {
    return this.#view.isLoading();
  }

  /** Looks whether its newest drawing is done. */
  look(nowMs: number): void {
    if (!this.#fence.isPending || !this.#fence.hasPassed()) return;
    this.dueMs = nowMs + restMs(nowMs - this.#begunMs, this.isSoftware);
  }

  draw(nowMs: number): void {
    const state = useShow.getState().replica?.state;
    if (!state) return;
    const { frames, showTimeMs, k } = this.#desk;
    const nowShowMs = showTimeMs();
    this.#begunMs = nowMs;
    this.#view.draw({
      state,
      deck: this.#deck,
      showTimeMs: nowShowMs,
      k: k(),
      subjects: frames.at(nowShowMs),
    });
    this.#fence.set();
  }
}

/** Every deck of the page, drawn by one loop. */
const line: Drawn[] = [];
let frameRequest = 0;

/** Draws a deck into its view's canvas until the returned function is called. */
export function addDeck(
  canvas: HTMLCanvasElement,
  view: DeckView,
  deck: DeckName,
  desk: Desk,
): () => void {
  const drawn = new Drawn(canvas, view, deck, desk);
  if (line.push(drawn) === 1) frameRequest = requestAnimationFrame(turn);
  return () => {
    line.splice(line.indexOf(drawn), 1);
    if (line.length === 0) cancelAnimationFrame(frameRequest);
  };
}

/** Whether a deck loads an environment or is about to: whoever would load another does better to wait. */
export const areDecksLoading = (): boolean =>
  line.some((drawn) => !drawn.hasBegun || drawn.isLoading);

function turn(nowMs: number): void {
  frameRequest = requestAnimationFrame(turn);
  for (const drawn of line) drawn.look(nowMs);
  for (const drawn of decksToDraw(line, nowMs)) {
    drawn.draw(nowMs);
    // To the end of the line: the other deck comes next.
    line.push(...line.splice(line.indexOf(drawn), 1));
  }
}
