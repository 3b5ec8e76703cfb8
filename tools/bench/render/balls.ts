import {
  boundsOf,
  polygonCentroid,
  silhouette,
  stageFromWall,
  type Vector,
} from '../../../tests/support/silhouette.ts';
import type { Ball, BenchWall, Box, Centroid } from './calls.ts';

/** A ball with the pixel at which the eye must see its middle, by geometry alone. */
export interface PlacedBall {
  ball: Ball;
  expected: { x: number; y: number };
  /** Its outline, with room for what is off by a few pixels. */
  box: Box;
}

export type Random = () => number;

export const between = (random: Random, low: number, high: number): number =>
  low + random() * (high - low);

const roomPx = 8;
/** Radius of a ball, as a share of its distance. */
const angularSize = 0.012;

/** Point of a wall at a pixel, in stage space: DESIGN section 2, written out once more. */
export function wallPoint(wall: BenchWall, x: number, y: number): Vector {
  const { surface, pixels } = wall;
  const up = (1 - y / pixels[1]) * surface.height;
  if (surface.kind === 'flat') {
    return stageFromWall(wall, [(x / pixels[0] - 0.5) * surface.width, up, 0]);
  }
  const phi = (x / pixels[0] - 0.5) * surface.sweepDeg * (Math.PI / 180);
  return stageFromWall(wall, [surface.radius * Math.sin(phi), up, -surface.radius * Math.cos(phi)]);
}

/** A ball somewhere on the line from the eye through a wall pixel; undefined where part of it misses the wall. */
export function ballThrough(
  wall: BenchWall,
  eye: Vector,
  [x, y]: readonly [number, number],
  random: Random,
): PlacedBall | undefined {
  const point = wallPoint(wall, x, y);
  const along: Vector = [point[0] - eye[0], point[1] - eye[1], point[2] - eye[2]];
  const times = between(random, 0.7, 5);
  const centre: Vector = [
    eye[0] + times * along[0],
    eye[1] + times * along[1],
    eye[2] + times * along[2],
  ];
  const radius = angularSize * times * Math.hypot(...along);
  const outline = silhouette(wall, eye, centre, radius);
  if (!outline) return undefined;
  const { x0, y0, x1, y1 } = boundsOf(outline);
  const isInside = x0 > 2 && y0 > 2 && x1 < wall.pixels[0] - 2 && y1 < wall.pixels[1] - 2;
  if (!isInside) return undefined;
  const box: Box = [
    Math.floor(x0) - roomPx,
    Math.floor(y0) - roomPx,
    Math.ceil(x1) + roomPx,
    Math.ceil(y1) + roomPx,
  ];
  return { ball: { centre, radius }, expected: polygonCentroid(outline), box };
}

/** Distance in pixels; a ball that was not found counts as a whole picture's diagonal. */
export const distancePx = (
  found: Centroid | undefined,
  expected: { x: number; y: number } | null | undefined,
  [width, height]: readonly [number, number],
): number =>
  found && expected
    ? Math.hypot(found.x - expected.x, found.y - expected.y)
    : Math.hypot(width, height);
