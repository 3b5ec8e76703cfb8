import { inflateSync } from 'node:zlib';

export interface Picture {
  width: number;
  height: number;
  /** 8-bit RGBA, rows from the top. */
  rgba: Uint8Array;
}

/** Decodes an 8-bit, non-interlaced RGB or RGBA PNG (PNG specification, third edition), as browsers write. */
export function decodePng(bytes: Uint8Array): Picture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height, depth, colour] = [
    view.getUint32(16),
    view.getUint32(20),
    bytes[24],
    bytes[25],
  ];
  if (depth !== 8 || (colour !== 2 && colour !== 6))
    throw new Error(`PNG of depth ${depth}, colour ${colour}`);
  const parts: Uint8Array[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = view.getUint32(at);
    if (String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === 'IDAT')
      parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return {
    width,
    height,
    rgba: unfilter(inflateSync(Buffer.concat(parts)), width, height, colour === 6 ? 4 : 3),
  };
}

function unfilter(raw: Uint8Array, width: number, height: number, channels: number): Uint8Array {
  const stride = width * channels;
  const rows = new Uint8Array(stride * height);
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let i = 0; i < stride; i++) {
      const a = i >= channels ? (rows[y * stride + i - channels] ?? 0) : 0;
      const b = y > 0 ? (rows[(y - 1) * stride + i] ?? 0) : 0;
      const c = y > 0 && i >= channels ? (rows[(y - 1) * stride + i - channels] ?? 0) : 0;
      const predicted = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter] ?? 0;
      const value = ((raw[y * (stride + 1) + 1 + i] ?? 0) + predicted) & 255;
      rows[y * stride + i] = value;
      rgba[(y * width + Math.floor(i / channels)) * 4 + (i % channels)] = value;
    }
  }
  return rgba;
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** IEC 61966-2-1, of an 8-bit code. */
export function linearFromSrgb(code: number): number {
  const c = code / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** Centroid of the light of one channel (0 red … 2 blue), in continuous pixels; undefined when there is none. */
export function lightCentroid(
  picture: Picture,
  channel = 1,
  [x0, y0, x1, y1]: readonly number[] = [0, 0, picture.width, picture.height],
): { x: number; y: number; weight: number } | undefined {
  let [weight, sumX, sumY] = [0, 0, 0];
  for (let y = y0 ?? 0; y < (y1 ?? 0); y++) {
    for (let x = x0 ?? 0; x < (x1 ?? 0); x++) {
      const code = picture.rgba[(y * picture.width + x) * 4 + channel] ?? 0;
      if (code < 4) continue;
      const light = linearFromSrgb(code);
      weight += light;
      sumX += light * (x + 0.5);
      sumY += light * (y + 0.5);
    }
  }
  return weight > 0 ? { x: sumX / weight, y: sumY / weight, weight } : undefined;
}

/** Mean 8-bit red, green and blue. */
export function meanColour({ rgba }: Picture): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  for (let at = 0; at < rgba.length; at += 4) {
    for (const channel of [0, 1, 2] as const) sum[channel] += rgba[at + channel] ?? 0;
  }
  const [r, g, b] = sum.map((total) => (4 * total) / rgba.length);
  return [r ?? 0, g ?? 0, b ?? 0];
}

/** The colour that fills a picture, by name; `mixed` in a fade, `black` and `grey` where there is none. */
export function colourOf(picture: Picture): 'red' | 'green' | 'blue' | 'mixed' | 'black' | 'grey' {
  const mean = meanColour(picture);
  const [low, , high] = mean.toSorted((a, b) => a - b);
  if ((high ?? 0) < 8) return 'black';
  if ((high ?? 0) - (low ?? 0) < 8) return 'grey';
  const strong = mean.filter((value) => value > 24);
  if (strong.length !== 1) return 'mixed';
  return (['red', 'green', 'blue'] as const)[mean.indexOf(high ?? 0)] ?? 'mixed';
}
