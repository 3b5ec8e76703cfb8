/** Luminance of a picture as the camera encoded it, 0..255, rows from the top. */
export interface GreyPicture {
  width: number;
  height: number;
  grey: Uint8Array | Uint8ClampedArray;
}

/** A point in continuous pixels: (0, 0) is the top left corner of the top left pixel. */
export interface PixelPoint {
  x: number;
  y: number;
}

/** Corners of a quadrilateral, clockwise from its top left. */
export type Quad = readonly [PixelPoint, PixelPoint, PixelPoint, PixelPoint];

/** Luma (ITU-R BT.709) of 8-bit RGBA pixels, into `out` of the same number of pixels. */
export function greyFromRgba(out: Uint8Array, rgba: Uint8Array | Uint8ClampedArray): void {
  for (let pixel = 0, at = 0; pixel < out.length; pixel++, at += 4) {
    const red = rgba[at] ?? 0;
    const green = rgba[at + 1] ?? 0;
    const blue = rgba[at + 2] ?? 0;
    out[pixel] = (red * 54 + green * 183 + blue * 19) >> 8;
  }
}

/** Grey at a point, interpolated between pixel centres; the edge's value outside. */
export function greyAt({ width, height, grey }: GreyPicture, x: number, y: number): number {
  const left = Math.min(width - 1, Math.max(0, Math.floor(x - 0.5)));
  const top = Math.min(height - 1, Math.max(0, Math.floor(y - 0.5)));
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const u = Math.min(1, Math.max(0, x - 0.5 - left));
  const v = Math.min(1, Math.max(0, y - 0.5 - top));
  const upper = (grey[top * width + left] ?? 0) * (1 - u) + (grey[top * width + right] ?? 0) * u;
  const lower =
    (grey[bottom * width + left] ?? 0) * (1 - u) + (grey[bottom * width + right] ?? 0) * u;
  return upper * (1 - v) + lower * v;
}
