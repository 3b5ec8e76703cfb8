import type { RgbPicture } from '../../../core/models/tiles.ts';

/**
 * Waves and grain that come again every `period` columns: where the picture is a whole number of periods
 * wide, its right edge goes on at its left one, and every period's edge is like that seam.
 */
export function periodicPicture(
  width: number,
  height: number,
  period: number,
  random: () => number,
): RgbPicture {
  const waves = Array.from({ length: 12 }, () => ({
    across: Math.ceil(random() * 8),
    down: random() * 0.5,
    phase: random() * 2 * Math.PI,
    colour: [random(), random(), random()],
  }));
  const grain = Float32Array.from({ length: 3 * period * height }, () => random() - 0.5);
  const rgb = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        let value = 128 + 24 * (grain[3 * (y * period + (x % period)) + c] ?? 0);
        for (const { across, down, phase, colour } of waves) {
          const angle = (2 * Math.PI * across * x) / period + down * y + phase;
          value += 14 * (colour[c] ?? 0) * Math.sin(angle);
        }
        rgb[3 * (y * width + x) + c] = Math.round(Math.max(0, Math.min(255, value)));
      }
    }
  }
  return { width, height, rgb };
}

/** Mean absolute difference of column `x − 1` and column `x`, around the picture's edge for 0. */
export function stepAt({ width, height, rgb }: RgbPicture, x: number): number {
  let sum = 0;
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < 3; c++) {
      const left = rgb[3 * (y * width + ((x + width - 1) % width)) + c] ?? 0;
      sum += Math.abs(left - (rgb[3 * (y * width + x) + c] ?? 0));
    }
  }
  return sum / (3 * height);
}

/** The step over the seam as a share of the mean step over the edges of the periods within. */
export function seamRatio(picture: RgbPicture, period: number): number {
  const inside: number[] = [];
  for (let x = period; x < picture.width; x += period) inside.push(stepAt(picture, x));
  return stepAt(picture, 0) / (inside.reduce((sum, step) => sum + step, 0) / inside.length);
}
