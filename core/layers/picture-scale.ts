import type { Layer } from './layer.ts';

/** Pixels of a layer's picture per radian, as seen from the eye point at its middle. */
export function pxPerRadOf({ shape, widthPx, sizeM, distanceM }: Layer): number {
  return shape === 'around' ? widthPx / (2 * Math.PI) : (widthPx * distanceM) / sizeM[0];
}
