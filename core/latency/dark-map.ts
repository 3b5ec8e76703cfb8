import type { GreyPicture } from './grey-picture.ts';

/** How much darker than its surroundings a pixel must be, as a share of them and in grey levels. */
const darkerShare = 0.06;
const darkerLevels = 3;

/**
 * Which pixels are darker than the mean of the square around them, by sums over a summed-area table
 * (F. Crow, SIGGRAPH 1984): light that falls off over the picture does not matter. Keeps its memory
 * between pictures of one size.
 */
export class DarkMap {
  #sums = new Uint32Array(0);
  #dark = new Uint8Array(0);

  /** Takes a picture in. */
  load({ width, height, grey }: GreyPicture): void {
    const stride = width + 1;
    if (this.#dark.length !== width * height) {
      this.#sums = new Uint32Array(stride * (height + 1));
      this.#dark = new Uint8Array(width * height);
    }
    for (let y = 0; y < height; y++) {
      let row = 0;
      for (let x = 0; x < width; x++) {
        row += grey[y * width + x] ?? 0;
        const at = (y + 1) * stride + x + 1;
        this.#sums[at] = (this.#sums[at - stride] ?? 0) + row;
      }
    }
  }

  /** 1 where the loaded picture is dark against a square of `radius` pixels to each side. Lent until the next call. */
  dark({ width, height, grey }: GreyPicture, radius: number): Uint8Array {
    const stride = width + 1;
    const sums = this.#sums;
    for (let y = 0; y < height; y++) {
      const above = Math.max(0, y - radius) * stride;
      const below = Math.min(height, y + radius + 1) * stride;
      const rows = (below - above) / stride;
      for (let x = 0; x < width; x++) {
        const left = Math.max(0, x - radius);
        const right = Math.min(width, x + radius + 1);
        const sum =
          (sums[below + right] ?? 0) -
          (sums[below + left] ?? 0) -
          (sums[above + right] ?? 0) +
          (sums[above + left] ?? 0);
        const mean = sum / (rows * (right - left));
        const limit = mean - Math.max(darkerLevels, mean * darkerShare);
        this.#dark[y * width + x] = (grey[y * width + x] ?? 0) < limit ? 1 : 0;
      }
    }
    return this.#dark;
  }
}
