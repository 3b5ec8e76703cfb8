import { hash32 } from './random.ts';

const fade = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);

/** Dot of the lattice point's gradient with the offset from it; eight gradients are enough here. */
function gradientDot(ix: number, iy: number, dx: number, dy: number, seed: number): number {
  const h = hash32(Math.imul(ix, 73856093) ^ Math.imul(iy, 19349663), seed) & 7;
  const u = h < 4 ? dx : dy;
  const v = h < 4 ? dy : dx;
  return ((h & 1) !== 0 ? -u : u) + ((h & 2) !== 0 ? -0.5 * v : 0.5 * v);
}

const wrapped = (i: number, period: number): number =>
  period === 0 ? i : ((i % period) + period) % period;

/** Gradient noise (Perlin 2002), about −1..1, zero on the integer lattice. */
export function gradientNoise(x: number, y: number, seed: number, period = 0): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const dx = x - x0;
  const dy = y - y0;
  const xa = wrapped(x0, period);
  const xb = wrapped(x0 + 1, period);
  const ya = wrapped(y0, period);
  const yb = wrapped(y0 + 1, period);
  const u = fade(dx);
  const v = fade(dy);
  const a = gradientDot(xa, ya, dx, dy, seed);
  const b = gradientDot(xb, ya, dx - 1, dy, seed);
  const c = gradientDot(xa, yb, dx, dy - 1, seed);
  const d = gradientDot(xb, yb, dx - 1, dy - 1, seed);
  const near = a + (b - a) * u;
  return near + (c + (d - c) * u - near) * v;
}

/** Octaves of gradient noise, each twice as fine and half as strong, about −1..1. */
export function fractalNoise(
  x: number,
  y: number,
  seed: number,
  octaves: number,
  period = 0,
): number {
  let sum = 0;
  let amplitude = 0.55;
  let scale = 1;
  for (let octave = 0; octave < octaves; octave++) {
    sum += amplitude * gradientNoise(x * scale, y * scale, seed + octave, period * scale);
    amplitude *= 0.5;
    scale *= 2;
  }
  return sum;
}
