import type { Direction } from './panorama-direction.ts';

/** A square view of 90°: where its right, its upper edge and what is behind it point. */
export interface CubeFace {
  right: Direction;
  up: Direction;
  back: Direction;
}

/** Ahead (−Z), right (+X), behind (+Z), left (−X), up (+Y), down (−Y). */
export const cubeFaces: readonly CubeFace[] = [
  { right: [1, 0, 0], up: [0, 1, 0], back: [0, 0, 1] },
  { right: [0, 0, 1], up: [0, 1, 0], back: [-1, 0, 0] },
  { right: [-1, 0, 0], up: [0, 1, 0], back: [0, 0, -1] },
  { right: [0, 0, -1], up: [0, 1, 0], back: [1, 0, 0] },
  { right: [1, 0, 0], up: [0, 0, 1], back: [0, -1, 0] },
  { right: [1, 0, 0], up: [0, 0, -1], back: [0, 1, 0] },
];

/** A place on a face, in shares of its half width from its middle: −1 to 1, right and up. */
export interface FacePoint {
  face: number;
  x: number;
  y: number;
}

const dot = (a: Direction, b: Direction): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Where a direction meets the cube. Sets `out`; allocates nothing. */
export function facePointOf(out: FacePoint, direction: Direction): FacePoint {
  let farthest = 0;
  for (const [index, { back }] of cubeFaces.entries()) {
    const ahead = -dot(direction, back);
    if (ahead <= farthest) continue;
    farthest = ahead;
    out.face = index;
  }
  const face = cubeFaces[out.face];
  if (!face) return out;
  out.x = dot(direction, face.right) / farthest;
  out.y = dot(direction, face.up) / farthest;
  return out;
}
