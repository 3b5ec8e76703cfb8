import { DarkMap } from './dark-map.ts';
import type { GreyPicture, PixelPoint, Quad } from './grey-picture.ts';

/** Eight cells of two pixels: nothing smaller can be read. */
const leastSidePx = 16;
/** Squares over which dark is judged, as shares of the picture's short side: for small and large patches. */
const surroundings = [1 / 24, 1 / 7];

/**
 * Finds what could be the dark ring of a patch: connected dark pixels that span a quadrilateral.
 * Keeps its memory between pictures of one size.
 */
export class QuadFinder {
  readonly #map = new DarkMap();
  #queue = new Int32Array(0);

  /** Outlines of the candidates. Most are none; a reader of the rings tells. */
  find(picture: GreyPicture): Quad[] {
    const { width, height } = picture;
    if (this.#queue.length !== width * height) this.#queue = new Int32Array(width * height);
    this.#map.load(picture);
    return surroundings.flatMap((share) => {
      const radius = Math.max(4, Math.round(Math.min(width, height) * share));
      return this.#quads(this.#map.dark(picture, radius), picture);
    });
  }

  #quads(dark: Uint8Array, { width, height }: GreyPicture): Quad[] {
    const found: Quad[] = [];
    for (let at = 0; at < dark.length; at++) {
      if (dark[at] !== 1) continue;
      const count = this.#gather(dark, at, width, height);
      if (count < leastSidePx * 4) continue;
      const quad = spannedQuad(this.#queue, count, width);
      if (quad) found.push(quad);
    }
    return found;
  }

  /** Collects the dark pixels connected to one into the queue, and takes them off the map. */
  #gather(dark: Uint8Array, start: number, width: number, height: number): number {
    const queue = this.#queue;
    let count = 0;
    const take = (at: number) => {
      if (dark[at] !== 1) return;
      dark[at] = 0;
      queue[count++] = at;
    };
    take(start);
    for (let next = 0; next < count; next++) {
      const at = queue[next] ?? 0;
      const x = at % width;
      if (x > 0) take(at - 1);
      if (x < width - 1) take(at + 1);
      if (at >= width) take(at - width);
      if (at < (height - 1) * width) take(at + width);
    }
    return count;
  }
}

/** The quadrilateral that a set of pixels spans: a corner, the one farthest from it, and the two to their sides. */
function spannedQuad(pixels: Int32Array, count: number, width: number): Quad | undefined {
  const first = farthest(pixels, count, width, (x, y) => x + y * 0.618);
  const c = farthest(pixels, count, width, (x, y) => (x - first.x) ** 2 + (y - first.y) ** 2);
  const a = farthest(pixels, count, width, (x, y) => (x - c.x) ** 2 + (y - c.y) ** 2);
  const side = (x: number, y: number) => (c.x - a.x) * (y - a.y) - (c.y - a.y) * (x - a.x);
  const d = farthest(pixels, count, width, side);
  const b = farthest(pixels, count, width, (x, y) => -side(x, y));
  const diagonal = Math.hypot(c.x - a.x, c.y - a.y);
  const depths = [-side(b.x, b.y) / diagonal, side(d.x, d.y) / diagonal];
  if (!(diagonal > leastSidePx) || Math.min(...depths) < leastSidePx / 4) return undefined;
  // With y downwards the negative side of a → c is where a clockwise turn comes first.
  return grown([a, b, c, d]);
}

function farthest(
  pixels: Int32Array,
  count: number,
  width: number,
  measure: (x: number, y: number) => number,
): PixelPoint {
  let best = Number.NEGATIVE_INFINITY;
  let chosen = 0;
  for (let i = 0; i < count; i++) {
    const at = pixels[i] ?? 0;
    const value = measure(at % width, Math.floor(at / width));
    if (value <= best) continue;
    best = value;
    chosen = at;
  }
  return { x: (chosen % width) + 0.5, y: Math.floor(chosen / width) + 0.5 };
}

/** From the centres of the corner pixels out to their corners. */
function grown(quad: Quad): Quad {
  const middleX = quad.reduce((sum, { x }) => sum + x / 4, 0);
  const middleY = quad.reduce((sum, { y }) => sum + y / 4, 0);
  const grow = ({ x, y }: PixelPoint): PixelPoint => {
    const factor = 1 + Math.SQRT1_2 / Math.hypot(x - middleX, y - middleY);
    return { x: middleX + (x - middleX) * factor, y: middleY + (y - middleY) * factor };
  };
  return [grow(quad[0]), grow(quad[1]), grow(quad[2]), grow(quad[3])];
}
