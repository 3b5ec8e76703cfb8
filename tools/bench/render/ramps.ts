import { randomFrom } from '../motion/random.ts';
import type { RampShot } from './calls.ts';

export type Ramp = RampShot;

const block = 8;
/** Enough that chance moves the worst block's mean by less than 0.05. */
export const ditherFrames = 24;

/** IEC 61966-2-1 in double precision, in steps of 8 bits, not rounded. */
export function encoded8(linear: number): number {
  const c = Math.min(1, Math.max(0, linear));
  return 255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);
}

function linearFrom8(code: number): number {
  const c = code / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** Light of every strength in single precision, as a texture holds it: the ends, then at random. */
export function levels(seed: number): Ramp {
  const random = randomFrom(seed);
  const width = 2048;
  const linear = Array.from({ length: width }, (_, i) =>
    Math.fround(i < 2 ? i : linearFrom8(255 * random())),
  );
  return { width, height: 1, linear, frames: 1 };
}

/** A ramp of a few codes over the width, so that each would be a broad band. It begins where the seed says. */
export function slowRamp(seed: number): Ramp {
  const [width, height, codes] = [512, 16, 4];
  const first = 20 + 200 * randomFrom(seed)();
  const linear = Array.from({ length: width }, (_, x) =>
    Math.fround(linearFrom8(first + (codes * (x + 0.5)) / width)),
  );
  return { width, height, linear, frames: ditherFrames };
}

/** Distance of the mean of each 8 × 8 block, over all frames, from what double precision gives. */
export function blockErrors(frames: number[][], { width, height, linear }: Ramp): number[] {
  const errors: number[] = [];
  for (let y = 0; y + block <= height; y += block) {
    for (let x = 0; x + block <= width; x += block) {
      let sum = 0;
      for (let i = 0; i < block * block; i++) {
        const column = x + (i % block);
        const at = (y + Math.floor(i / block)) * width + column;
        for (const codes of frames) sum += (codes[at] ?? 0) - encoded8(linear[column] ?? 0);
      }
      errors.push(Math.abs(sum / (block * block * frames.length)));
    }
  }
  return errors;
}

/** How many pixels side by side have the same code, at most, in each row. */
export function longestRuns(codes: number[], { width }: Ramp): number[] {
  const longest: number[] = [];
  let run = 0;
  for (let i = 0; i < codes.length; i++) {
    const goesOn = i % width !== 0 && codes[i] === codes[i - 1];
    run = goesOn ? run + 1 : 1;
    const row = Math.floor(i / width);
    longest[row] = Math.max(longest[row] ?? 0, run);
  }
  return longest;
}
