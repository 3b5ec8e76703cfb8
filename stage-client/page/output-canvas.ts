/** The canvas of an output at exactly its pixels, and what stands in for it while a context is lost. */
export class OutputCanvas {
  readonly #parent: HTMLElement;
  readonly #standIn = document.createElement('canvas');
  readonly #copy: CanvasRenderingContext2D | null;
  readonly #size: readonly [number, number];
  readonly #onLost: () => void;
  element: HTMLCanvasElement;

  constructor(parent: HTMLElement, size: readonly [number, number], onLost: () => void) {
    this.#parent = parent;
    this.#size = size;
    this.#onLost = onLost;
    this.#standIn.width = Math.max(1, Math.round(size[0] / 4));
    this.#standIn.height = Math.max(1, Math.round(size[1] / 4));
    this.#copy = this.#standIn.getContext('2d');
    this.element = this.#create();
    parent.replaceChildren(this.#standIn, this.element);
    this.fit();
  }

  /** One canvas pixel on one pixel of the display, whatever the device pixel ratio is. */
  fit(): void {
    const ratio = window.devicePixelRatio || 1;
    for (const canvas of [this.#standIn, this.element]) {
      canvas.style.width = `${this.#size[0] / ratio}px`;
      canvas.style.height = `${this.#size[1] / ratio}px`;
    }
  }

  /** A new canvas with a context of its own; the old one may never be restored by the browser. */
  replace(): void {
    const old = this.element;
    this.element = this.#create();
    old.replaceWith(this.element);
    this.fit();
  }

  /** Keeps a small copy of the picture just drawn, shown while the next context is made. */
  keep(): HTMLCanvasElement {
    this.#copy?.drawImage(this.element, 0, 0, this.#standIn.width, this.#standIn.height);
    return this.#standIn;
  }

  remove(): void {
    this.#parent.replaceChildren();
  }

  #create(): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    // Shown with its first drawn frame.
    canvas.style.visibility = 'hidden';
    [canvas.width, canvas.height] = [this.#size[0], this.#size[1]];
    canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      if (canvas !== this.element) return;
      canvas.style.visibility = 'hidden';
      this.#onLost();
    });
    return canvas;
  }
}
