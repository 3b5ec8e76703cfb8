import type { Orbitable } from './orbit-gestures.ts';

/** Views that are turned together, whichever of them a hand is on. */
export class ViewTwins implements Orbitable {
  readonly #views = new Set<Orbitable>();

  /** Returns how to part from the others. */
  add(view: Orbitable): () => void {
    this.#views.add(view);
    return () => this.#views.delete(view);
  }

  orbit(deltaYawRad: number, deltaPitchRad: number): void {
    for (const view of this.#views) view.orbit(deltaYawRad, deltaPitchRad);
  }

  dolly(factor: number): void {
    for (const view of this.#views) view.dolly(factor);
  }

  resetView(): void {
    for (const view of this.#views) view.resetView();
  }
}
