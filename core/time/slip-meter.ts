/**
 * Counts the frames that a display showed too often or never, from the k drawn at each refresh. For a
 * wall frame that lasts `refreshesPerFrame` refreshes (1 at the wall's own rate, 2 for 60 on 120).
 * Allocates nothing.
 */
export class SlipMeter {
  /** Refreshes that showed a frame once more than its share. */
  repeated = 0;
  /** Frames that were never drawn. */
  skipped = 0;
  /** Refreshes that a frame was shown too few. */
  cutShort = 0;
  /** Refreshes at which the page drew nothing: its own fault, not the clock's. */
  missed = 0;
  readonly #refreshesPerFrame: number;
  #k = Number.NaN;
  #shown = 0;
  #isWhole = false;

  constructor(refreshesPerFrame: number) {
    this.#refreshesPerFrame = refreshesPerFrame;
  }

  /** All slips together; none of them is the page's. */
  get slips(): number {
    return this.repeated + this.skipped + this.cutShort;
  }

  /** Frame k was drawn, `refreshes` (1 or more) of the display's refreshes after the one before. */
  drew(k: number, refreshes = 1): void {
    const lost = refreshes - 1;
    this.missed += lost;
    const cannotTell = lost >= this.#refreshesPerFrame || !(k >= this.#k);
    if (cannotTell) this.#begin(k, false);
    else if (k === this.#k) this.#goOn(refreshes);
    else this.#end(k, lost);
  }

  #goOn(refreshes: number): void {
    this.#shown += refreshes;
    this.repeated += Math.min(refreshes, Math.max(0, this.#shown - this.#refreshesPerFrame));
  }

  #end(k: number, lost: number): void {
    // What the page left out may have belonged to either frame.
    const tooFew = this.#refreshesPerFrame - this.#shown - lost;
    if (this.#isWhole) this.cutShort += Math.max(0, tooFew);
    this.skipped += k - this.#k - 1;
    this.#begin(k, lost === 0);
  }

  #begin(k: number, isWhole: boolean): void {
    this.#k = k;
    this.#shown = 1;
    this.#isWhole = isWhole;
  }
}
