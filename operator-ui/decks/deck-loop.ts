import type { DeckView } from '../../render/deck-view.ts';
import type { Desk } from '../link/desk.ts';
import type { DeckName } from '../link/show-store.ts';
import { decksInSight, decksToDraw, firstRestMs, restMs } from './draw-pacing.ts';
import { GpuFence } from './gpu-fence.ts';
import type { StateSource } from './state-source.ts';

/** What a view shows, and where it stands. */
export interface ShownDeck {
  deck: DeckName;
  /** Of which show. */
  source: StateSource;
  /** It stands on a sheet over the page. */
  isInFront: boolean;
}

/** A deck in the line of those that are drawn. */
class Drawn {
  readonly isSoftware: boolean;
  dueMs: number;
  readonly #view: DeckView;
  readonly #shown: ShownDeck;
  readonly #desk: Desk;
  readonly #fence: GpuFence;
  #begunMs = 0;
  /** What it shows has changed while it was drawn. */
  #isWanted = false;

  constructor(canvas: HTMLCanvasElement, view: DeckView, shown: ShownDeck, desk: Desk) {
    this.#view = view;
    this.#shown = shown;
    this.#desk = desk;
    this.#fence = new GpuFence(canvas);
    this.isSoftware = view.software;
    this.dueMs = performance.now() + firstRestMs(this.isSoftware, this.isInFront);
  }

  get isInFront(): boolean {
    return this.#shown.isInFront;
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

  /** Lets it rest no longer: a person has changed what it shows. */
  drawSoon(): void {
    this.#isWanted = this.isPending;
    this.dueMs = 0;
  }

  /** Looks whether its newest drawing is done. */
  look(nowMs: number): void {
    if (!this.#fence.isPending || !this.#fence.hasPassed()) return;
    const tookMs = nowMs - this.#begunMs;
    this.dueMs = this.#isWanted ? nowMs : nowMs + restMs(tookMs, this.isSoftware, this.isInFront);
    this.#isWanted = false;
  }

  draw(nowMs: number): void {
    const { deck, source } = this.#shown;
    const state = source();
    if (!state) return;
    const { frames, showTimeMs, k } = this.#desk;
    const nowShowMs = showTimeMs();
    this.#begunMs = nowMs;
    this.#view.draw({
      state,
      deck,
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
/** How many sheets stand over the page. */
let covers = 0;

/** Lets the decks of the page rest until the returned function is called: a sheet with its own stands over them. */
export function coverDecks(): () => void {
  covers += 1;
  return () => {
    covers -= 1;
  };
}

export interface DeckInLine {
  /** A person has changed what it shows: it is drawn as soon as it can be. */
  drawSoon(): void;
  remove(): void;
}

/** Draws a deck into its view's canvas until it is removed. */
export function addDeck(
  canvas: HTMLCanvasElement,
  view: DeckView,
  shown: ShownDeck,
  desk: Desk,
): DeckInLine {
  const drawn = new Drawn(canvas, view, shown, desk);
  if (line.push(drawn) === 1) frameRequest = requestAnimationFrame(turn);
  const remove = () => {
    line.splice(line.indexOf(drawn), 1);
    if (line.length === 0) cancelAnimationFrame(frameRequest);
  };
  return { drawSoon: () => drawn.drawSoon(), remove };
}

/** Whether a deck loads an environment or is about to: whoever would load another does better to wait. */
export const areDecksLoading = (): boolean =>
  line.some((drawn) => !drawn.hasBegun || drawn.isLoading);

function turn(nowMs: number): void {
  frameRequest = requestAnimationFrame(turn);
  for (const drawn of line) drawn.look(nowMs);
  for (const drawn of decksToDraw(decksInSight(line, covers > 0), nowMs)) {
    drawn.draw(nowMs);
    // To the end of the line: the other deck comes next.
    line.push(...line.splice(line.indexOf(drawn), 1));
  }
}
