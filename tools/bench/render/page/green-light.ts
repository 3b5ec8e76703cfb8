import { DataUtils, type WebGLRenderer, type WebGLRenderTarget } from 'three';
import type { Box, Centroid } from '../calls.ts';

/** Less than this is the rim of nothing. */
const leastLight = 0.02;

/** The green channel of a half-float target, row 0 at the bottom. */
export interface GreenLight {
  values: Float32Array;
  width: number;
  height: number;
}

export function greenLight(
  renderer: WebGLRenderer,
  target: WebGLRenderTarget,
  width: number,
  height: number,
): GreenLight {
  const halves = new Uint16Array(width * height * 4);
  renderer.readRenderTargetPixels(target, 0, 0, width, height, halves);
  const values = new Float32Array(width * height);
  for (let i = 0; i < values.length; i++) {
    values[i] = DataUtils.fromHalfFloat(halves[4 * i + 1] ?? 0);
  }
  return { values, width, height };
}

/** Centroid of the light inside a box, in pixels from the top left. */
export function centroid(
  { values, width, height }: GreenLight,
  [x0, y0, x1, y1]: Box = [0, 0, width, height],
): Centroid {
  let [weight, sumX, sumY] = [0, 0, 0];
  for (let y = Math.max(0, y0); y < Math.min(height, y1); y++) {
    for (let x = Math.max(0, x0); x < Math.min(width, x1); x++) {
      const light = values[(height - 1 - y) * width + x] ?? 0;
      if (light < leastLight) continue;
      weight += light;
      sumX += light * (x + 0.5);
      sumY += light * (y + 0.5);
    }
  }
  return weight > 0 ? { x: sumX / weight, y: sumY / weight } : null;
}
