import type { BenchWall } from '../calls.ts';

/** From the eye, which stands square before the wall's middle: a stock camera draws the same picture. */
export const wallDistance = 3;

export const squareWall = ([width, height]: [number, number]): BenchWall => ({
  surface: { kind: 'flat', width: 6, height: (6 * height) / width },
  pixels: [width, height],
  position: [0, 0, -wallDistance],
  rotationDeg: [0, 0, 0],
});

/** Height of the eye over the floor, metres. */
export const eyeHeight = (size: [number, number]): number => squareWall(size).surface.height / 2;
