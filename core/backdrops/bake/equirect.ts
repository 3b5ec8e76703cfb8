import { type FacePoint, facePointOf } from './cube-faces.ts';
import { directionInPanorama } from './panorama-direction.ts';

/**
 * The six square views of a place, `cubeFaces` in order: RGBA quadruples of `size` × `size` pixels from the
 * lower left, as WebGL reads them. `reach`: tangent of half their field of view, 1 or a little more.
 */
export interface CubePicture {
  faces: readonly Float32Array[];
  size: number;
  reach: number;
}

/** A panorama from its six views, RGB triples from the upper left, twice as wide as high; between pixels by `filter`. */
export function equirectOf(
  cube: CubePicture,
  width: number,
  filter: 'linear' | 'nearest',
): Float32Array {
  const height = width / 2;
  const out = new Float32Array(3 * width * height);
  const point: FacePoint = { face: 0, x: 0, y: 0 };
  const sample = filter === 'linear' ? linear : nearest;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      facePointOf(point, directionInPanorama(x, y, width, height));
      sample(out, 3 * (y * width + x), cube, point);
    }
  }
  return out;
}

const pixelOf = (share: number, { size, reach }: CubePicture): number =>
  ((share / reach + 1) / 2) * size - 0.5;
const clamped = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value));

function nearest(out: Float32Array, at: number, cube: CubePicture, point: FacePoint): void {
  const { size } = cube;
  const x = clamped(Math.round(pixelOf(point.x, cube)), size);
  const y = clamped(Math.round(pixelOf(point.y, cube)), size);
  const face = cube.faces[point.face];
  for (let c = 0; c < 3; c++) out[at + c] = face?.[4 * (y * size + x) + c] ?? 0;
}

function linear(out: Float32Array, at: number, cube: CubePicture, point: FacePoint): void {
  const { size } = cube;
  const [px, py] = [pixelOf(point.x, cube), pixelOf(point.y, cube)];
  const [x0, y0] = [Math.floor(px), Math.floor(py)];
  const [fx, fy] = [px - x0, py - y0];
  const face = cube.faces[point.face];
  const [xa, xb] = [clamped(x0, size), clamped(x0 + 1, size)];
  const [ya, yb] = [clamped(y0, size) * size, clamped(y0 + 1, size) * size];
  for (let c = 0; c < 3; c++) {
    const lower =
      (face?.[4 * (ya + xa) + c] ?? 0) * (1 - fx) + (face?.[4 * (ya + xb) + c] ?? 0) * fx;
    const upper =
      (face?.[4 * (yb + xa) + c] ?? 0) * (1 - fx) + (face?.[4 * (yb + xb) + c] ?? 0) * fx;
    out[at + c] = lower * (1 - fy) + upper * fy;
  }
}
