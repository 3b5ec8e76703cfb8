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

/**
 * How values between pixels come about: `linear`, or `surface`, which is linear within one surface and takes the
 * nearest pixel where a surface ends. Of inverse distances that is exact on planes.
 */
export type CubeFilter = 'linear' | 'surface';

/** A panorama from its six views, RGB triples from the upper left, twice as wide as high. */
export function equirectOf(cube: CubePicture, width: number, filter: CubeFilter): Float32Array {
  const height = width / 2;
  const out = new Float32Array(3 * width * height);
  const point: FacePoint = { face: 0, x: 0, y: 0 };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      facePointOf(point, directionInPanorama(x, y, width, height));
      sample(out, 3 * (y * width + x), cube, point, filter);
    }
  }
  return out;
}

const pixelOf = (share: number, { size, reach }: CubePicture): number =>
  ((share / reach + 1) / 2) * size - 0.5;
const clamped = (value: number, size: number): number => Math.min(size - 1, Math.max(0, value));

/** Neighbours whose values differ by more than a third belong to two surfaces: a floor far away changes as fast. */
const oneSurface = 4 / 3;

function sample(
  out: Float32Array,
  at: number,
  cube: CubePicture,
  point: FacePoint,
  filter: CubeFilter,
): void {
  const { size } = cube;
  const [px, py] = [pixelOf(point.x, cube), pixelOf(point.y, cube)];
  const [x0, y0] = [Math.floor(px), Math.floor(py)];
  const [fx, fy] = [px - x0, py - y0];
  const face = cube.faces[point.face];
  const [xa, xb] = [clamped(x0, size), clamped(x0 + 1, size)];
  const [ya, yb] = [clamped(y0, size) * size, clamped(y0 + 1, size) * size];
  for (let c = 0; c < 3; c++) {
    const lowerLeft = face?.[4 * (ya + xa) + c] ?? 0;
    const lowerRight = face?.[4 * (ya + xb) + c] ?? 0;
    const upperLeft = face?.[4 * (yb + xa) + c] ?? 0;
    const upperRight = face?.[4 * (yb + xb) + c] ?? 0;
    const most = Math.max(lowerLeft, lowerRight, upperLeft, upperRight);
    const least = Math.min(lowerLeft, lowerRight, upperLeft, upperRight);
    const isSmooth = filter === 'linear' || most <= oneSurface * least;
    const [gx, gy] = isSmooth ? [fx, fy] : [Math.round(fx), Math.round(fy)];
    const lower = lowerLeft * (1 - gx) + lowerRight * gx;
    const upper = upperLeft * (1 - gx) + upperRight * gx;
    out[at + c] = lower * (1 - gy) + upper * gy;
  }
}
