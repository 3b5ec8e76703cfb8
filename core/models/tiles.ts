/** An RGB picture, rows from the top, 0 to 255. */
export interface RgbPicture {
  width: number;
  height: number;
  rgb: Uint8Array;
}

/** A part of a picture that is computed in one run, in pixels of that picture. */
export interface Tile {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How a picture is cut: every tile is read with `pad` more pixels on each side, in a window of one size. */
export interface TilePlan {
  tiles: Tile[];
  window: { width: number; height: number };
  pad: number;
  /** The right edge goes on at the left one: a panorama. */
  wraps: boolean;
}

/** More than an output pixel of super-resolution sees to each side; 8 is less than that. */
export const tilePad = 16;
/** Side of a tile without its padding: what a machine of two cores does in about a second. */
export const tileSide = 192;

export interface TileRules {
  wraps: boolean;
  /** The model's own size, where it takes no other. */
  window?: { width: number; height: number };
  side?: number;
  pad?: number;
}

/**
 * Tiles that cover a picture. Without a fixed window they are as even as they can be and at most `side`
 * wide; the last of a row starts earlier rather than being narrower, so that every window has one size.
 */
export function planTiles(
  { width, height }: { width: number; height: number },
  { wraps, window, side = tileSide, pad: wanted = tilePad }: TileRules,
): TilePlan {
  // A small fixed window keeps half of itself.
  const pad = window
    ? Math.min(wanted, Math.floor(Math.min(window.width, window.height) / 4))
    : wanted;
  const tileWidth = window ? window.width - 2 * pad : evenSide(width, side);
  const tileHeight = window ? window.height - 2 * pad : evenSide(height, side);
  const tiles = startsOf(height, tileHeight).flatMap((y) =>
    startsOf(width, tileWidth).map((x) => ({
      x,
      y,
      width: Math.min(tileWidth, width),
      height: Math.min(tileHeight, height),
    })),
  );
  return {
    tiles,
    window: { width: tileWidth + 2 * pad, height: tileHeight + 2 * pad },
    pad,
    wraps,
  };
}

const evenSide = (whole: number, side: number): number =>
  Math.ceil(whole / Math.ceil(whole / side));

const startsOf = (whole: number, side: number): number[] =>
  Array.from({ length: Math.ceil(whole / side) }, (_, index) =>
    Math.max(0, Math.min(index * side, whole - side)),
  );

export interface TileNumbers {
  layout: 'nhwc' | 'nchw';
  /** What a full channel is to the model: 255, or 1. */
  range: number;
}

/**
 * A tile with its padding as the numbers a model takes. Beyond an edge the edge pixel goes on; beyond
 * the left and right edge of a panorama the other side does.
 */
export function tileInput(
  picture: RgbPicture,
  { window, pad, wraps }: TilePlan,
  tile: Tile,
  { layout, range }: TileNumbers,
): Float32Array {
  const { width, height, rgb } = picture;
  const values = new Float32Array(3 * window.width * window.height);
  const { pixel, channel } = strides(layout, window);
  for (let row = 0; row < window.height; row++) {
    const y = clamp(tile.y - pad + row, height);
    for (let column = 0; column < window.width; column++) {
      const x = tile.x - pad + column;
      const from = 3 * (y * width + (wraps ? wrapped(x, width) : clamp(x, width)));
      const to = pixel * (row * window.width + column);
      for (let c = 0; c < 3; c++) values[to + c * channel] = ((rgb[from + c] ?? 0) * range) / 255;
    }
  }
  return values;
}

/** Puts what a model made of a tile into the enlarged picture, without its padding. */
export function placeTile(
  made: Float32Array,
  { window, pad }: TilePlan,
  tile: Tile,
  { layout, range, scale }: TileNumbers & { scale: number },
  into: RgbPicture,
): void {
  const wide = { width: window.width * scale, height: window.height * scale };
  const { pixel, channel } = strides(layout, wide);
  const start = pad * scale;
  for (let row = 0; row < tile.height * scale; row++) {
    for (let column = 0; column < tile.width * scale; column++) {
      const from = pixel * ((start + row) * wide.width + start + column);
      const to = 3 * ((tile.y * scale + row) * into.width + tile.x * scale + column);
      for (let c = 0; c < 3; c++)
        into.rgb[to + c] = byteOf(((made[from + c * channel] ?? 0) * 255) / range);
    }
  }
}

/** A number that is none becomes 0. */
const byteOf = (value: number): number => Math.round(Math.max(0, Math.min(255, value || 0)));

/** Steps from pixel to pixel and from channel to channel. */
const strides = (layout: TileNumbers['layout'], size: { width: number; height: number }) =>
  layout === 'nhwc' ? { pixel: 3, channel: 1 } : { pixel: 1, channel: size.width * size.height };

const clamp = (at: number, length: number): number => Math.max(0, Math.min(length - 1, at));
const wrapped = (at: number, length: number): number => ((at % length) + length) % length;
