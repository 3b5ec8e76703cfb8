import type { GreyPicture } from '../../../core/latency/grey-picture.ts';

/** How a camera films a patch. Light is linear, 0..1; lengths are pixels of the picture. */
export interface Filming {
  width: number;
  height: number;
  /** Where the patch's corners are, clockwise from its own top left. */
  corners: readonly [number, number][];
  /** What the exposure takes in: the cells of each frame, 1 lit, and its share of the light. */
  frames: readonly { rows: number[][]; share: number }[];
  /** Light of a lit cell, of a dark one, and the exposure that both are multiplied by. */
  lit: number;
  dark: number;
  exposure: number;
  gamma: number;
  blurPx: number;
  /** Standard deviation of the noise in grey levels. */
  noise: number;
  random: () => number;
}

/** The patch as the documentation describes it, drawn by hand: 1 is lit. */
export function patchRows(k: number, output: number): number[][] {
  const rows = Array.from({ length: 10 }, () => Array.from({ length: 10 }, () => 1));
  const set = (x: number, y: number, value: number) => {
    const row = rows[y];
    if (row) row[x] = value;
  };
  for (let y = 1; y < 9; y++) for (let x = 1; x < 9; x++) set(x, y, 0);
  for (const [x, y] of [
    [2, 2],
    [7, 2],
    [2, 7],
  ] as const)
    set(x, y, 1);
  const counter = k % 4096;
  const gray = (counter ^ (counter >> 1)).toString(2).padStart(12, '0');
  // Lowest bit first, the output's number after the counter.
  const bits =
    [...gray].reverse().join('') + [...output.toString(2).padStart(4, '0')].reverse().join('');
  const places = [2, 3, 4, 5, 6, 7].flatMap((y) =>
    (y === 2 || y === 7 ? [3, 5] : [2, 4, 6]).map((x) => [x, y] as const),
  );
  places.forEach(([x, y], index) => {
    const isOne = bits[index] === '1';
    set(x, y, isOne ? 1 : 0);
    set(x + 1, y, isOne ? 0 : 1);
  });
  return rows;
}

/** The eight numbers of the map from picture to patch (0..10 each way), by elimination. */
function patchFromPicture(corners: readonly [number, number][]): number[] {
  const targets = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ] as const;
  const rows: number[][] = [];
  corners.forEach(([x, y], index) => {
    const [u, v] = targets[index] ?? [0, 0];
    rows.push([x, y, 1, 0, 0, 0, -u * x, -u * y, u]);
    rows.push([0, 0, 0, x, y, 1, -v * x, -v * y, v]);
  });
  return solve(rows);
}

function solve(rows: number[][]): number[] {
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i; r < n; r++) {
      if (Math.abs(rows[r]?.[i] ?? 0) > Math.abs(rows[pivot]?.[i] ?? 0)) pivot = r;
    }
    const [a, b] = [rows[i] ?? [], rows[pivot] ?? []];
    rows[i] = b;
    rows[pivot] = a;
    for (let r = 0; r < n; r++) {
      if (r === i) continue;
      const factor = (rows[r]?.[i] ?? 0) / (b[i] ?? 1);
      rows[r] = (rows[r] ?? []).map((value, column) => value - factor * (b[column] ?? 0));
    }
  }
  return rows.map((row, index) => (row[n] ?? 0) / (row[index] ?? 1));
}

/** The light of a wall's picture around the patch: soft shapes, each darker or brighter. */
function surroundings(width: number, height: number, random: () => number): Float64Array {
  const wave = (length: number) => {
    const [pace, phase] = [(random() - 0.5) * 0.2, random() * 6.3];
    return Float64Array.from({ length }, (_, i) => Math.sin(pace * i + phase));
  };
  const [level, across, down] = [random() * 0.4, wave(width), wave(height)];
  return Float64Array.from({ length: width * height }, (_, at) => {
    const shape = (across[at % width] ?? 0) * (down[Math.floor(at / width)] ?? 0);
    return Math.max(0, level + 0.3 * shape);
  });
}

/** A camera's picture of the patch. */
export function filmPatch(filming: Filming): GreyPicture {
  const { width, height, frames, lit, dark, exposure, gamma, noise, random } = filming;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = patchFromPicture(
    filming.corners,
  );
  // Light of each cell over the exposure.
  const cells = Array.from({ length: 100 }, (_, cell) =>
    frames.reduce((sum, { share, rows }) => {
      const isLit = rows[Math.floor(cell / 10)]?.[cell % 10] === 1;
      return sum + share * (isLit ? lit : dark);
    }, 0),
  );
  const light = surroundings(width, height, random);
  for (let at = 0; at < light.length; at++) {
    const around = light[at] ?? 0;
    let sum = 0;
    for (let i = 0; i < 4; i++) {
      const x = (at % width) + 0.25 + (i % 2) / 2;
      const y = Math.floor(at / width) + 0.25 + (i >> 1) / 2;
      const w = g * x + h * y + 1;
      const u = (a * x + b * y + c) / w;
      const v = (d * x + e * y + f) / w;
      const isInside = u >= 0 && v >= 0 && u < 10 && v < 10;
      sum += isInside ? (cells[Math.floor(v) * 10 + Math.floor(u)] ?? 0) : around;
    }
    light[at] = sum / 4;
  }
  const { blurPx } = filming;
  const soft = blurred(blurred(light, width, height, blurPx), width, height, blurPx);
  const grey = Uint8Array.from(soft, (value) => {
    const encoded = 255 * Math.min(1, value * exposure) ** (1 / gamma);
    return Math.max(0, Math.min(255, Math.round(encoded + noise * normal(random))));
  });
  return { width, height, grey };
}

/** A square mean of ± `radius` pixels, fractional at its ends; twice makes a soft spot. */
function blurred(light: Float64Array, width: number, height: number, radius: number): Float64Array {
  if (radius <= 0) return light;
  const reach = Math.ceil(radius);
  const taps = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.max(0, Math.min(1, radius + 0.5 - Math.abs(i - reach))),
  );
  const total = taps.reduce((sum, tap) => sum + tap, 0);
  const kernel = taps.map((tap) => tap / total);
  const across = alongLines(light, [1, width], [width, height], kernel);
  return alongLines(across, [width, 1], [height, width], kernel);
}

function alongLines(
  from: Float64Array,
  [step, stride]: readonly [number, number],
  [length, lines]: readonly [number, number],
  kernel: readonly number[],
): Float64Array {
  const out = new Float64Array(from.length);
  const reach = kernel.length >> 1;
  for (let line = 0; line < lines; line++) {
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let tap = 0; tap < kernel.length; tap++) {
        const at = Math.max(0, Math.min(length - 1, i + tap - reach));
        sum += (kernel[tap] ?? 0) * (from[line * stride + at * step] ?? 0);
      }
      out[line * stride + i * step] = sum;
    }
  }
  return out;
}

/** Box and Muller. */
export const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** The frames that an exposure takes in, frame k being lit from k to k + 1. */
export function exposed(
  output: number,
  begin: number,
  end: number,
): { rows: number[][]; share: number }[] {
  const frames = [];
  for (let k = Math.floor(begin); k < end; k++) {
    const share = (Math.min(end, k + 1) - Math.max(begin, k)) / (end - begin);
    frames.push({ rows: patchRows(k, output), share });
  }
  return frames;
}

/** A wall filmed by hand: turned any way, in perspective, in poor light, a little soft, with noise. */
export function somewhere(random: () => number): Omit<Filming, 'frames'> {
  const [width, height] = [180, 150];
  const size = 45 + random() * 55;
  const room = size * 0.7;
  const [x, y] = [room + random() * (width - 2 * room), room + random() * (height - 2 * room)];
  const turn = random() * 2 * Math.PI;
  const corners = [0, 1, 2, 3].map((corner): [number, number] => {
    const angle = turn + ((corner - 1.5) * Math.PI) / 2;
    const reach = size * Math.SQRT1_2 * (0.88 + random() * 0.24);
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
  return {
    width,
    height,
    corners,
    lit: 0.5,
    dark: 0.01 + random() * 0.08,
    exposure: 0.4 + random() * 1.8,
    gamma: 1.8 + random() * 0.6,
    blurPx: (random() * size) / 50,
    noise: random() * 8,
    random,
  };
}
