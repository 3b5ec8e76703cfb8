import type { PixelPoint, Quad } from './grey-picture.ts';

/** Maps the unit square (u right, v down) to a quadrilateral in the picture, in perspective. */
export interface QuadMap {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
  g: number;
  h: number;
}

/**
 * The projective map of the unit square to four corners (P. Heckbert, Fundamentals of Texture Mapping
 * and Image Warping, 1989, section 2.2.3); undefined for corners on a line.
 */
export function quadMap([p0, p1, p2, p3]: Quad): QuadMap | undefined {
  const sumX = p0.x - p1.x + p2.x - p3.x;
  const sumY = p0.y - p1.y + p2.y - p3.y;
  const [dx1, dx2, dy1, dy2] = [p1.x - p2.x, p3.x - p2.x, p1.y - p2.y, p3.y - p2.y];
  const determinant = dx1 * dy2 - dx2 * dy1;
  if (Math.abs(determinant) < 1e-9) return undefined;
  const g = (sumX * dy2 - dx2 * sumY) / determinant;
  const h = (dx1 * sumY - sumX * dy1) / determinant;
  return {
    a: p1.x - p0.x + g * p1.x,
    b: p3.x - p0.x + h * p3.x,
    c: p0.x,
    d: p1.y - p0.y + g * p1.y,
    e: p3.y - p0.y + h * p3.y,
    f: p0.y,
    g,
    h,
  };
}

export function mapPoint(map: QuadMap, u: number, v: number): PixelPoint {
  const w = map.g * u + map.h * v + 1;
  return {
    x: (map.a * u + map.b * v + map.c) / w,
    y: (map.d * u + map.e * v + map.f) / w,
  };
}
