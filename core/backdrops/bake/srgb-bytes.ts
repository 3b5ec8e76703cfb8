const encoded = (v: number): number =>
  v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055;

/** Dither of one code, triangular, from the pixel's number: the same each time. */
function noise(i: number): number {
  const hash = Math.imul(i ^ (i >>> 15), 0x2c1b3c6d) ^ Math.imul(i + 0x9e3779b9, 0x297a2d39);
  return ((hash >>> 16) + (hash & 0xffff)) / 0xffff - 1;
}

/** RGBA bytes (sRGB, IEC 61966-2-1) of linear RGB triples, beyond 1 clipped, dithered so that no sky has bands. */
export function srgbBytesOf(rgb: Float32Array): Uint8ClampedArray {
  const count = rgb.length / 3;
  const bytes = new Uint8ClampedArray(4 * count);
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) {
      const value = 255 * encoded(Math.min(1, Math.max(0, rgb[3 * i + c] ?? 0)));
      // Full drive and black stay what they are.
      const isInside = value > 0.5 && value < 254.5;
      bytes[4 * i + c] = Math.round(value + (isInside ? noise(3 * i + c) : 0));
    }
    bytes[4 * i + 3] = 255;
  }
  return bytes;
}
