import { DataTexture, FloatType, RGBAFormat } from 'three';
import type { PlacedMark } from '../core/stage/placed-marks.ts';

const texels = 3;
const turnAxes: Record<PlacedMark['turn'], readonly [number, number]> = {
  0: [1, 0],
  90: [0, 1],
  180: [-1, 0],
  270: [0, -1],
};

/**
 * The marks of an output for the last pass, a column each. From row 0: place and direction of the
 * wall's rows, in output pixels; left, top, right and bottom of the slice; number, size and where the
 * number stands.
 */
export function markTexture(marks: readonly PlacedMark[]): DataTexture {
  const columns = Math.max(1, marks.length);
  const values = new Float32Array(columns * texels * 4);
  for (const [i, { x, y, turn, clip, number, sizePx, numberAt }] of marks.entries()) {
    const [left, top, width, height] = clip;
    values.set([x, y, ...turnAxes[turn]], i * 4);
    values.set([left, top, left + width, top + height], (columns + i) * 4);
    values.set([number, sizePx, ...numberAt], (2 * columns + i) * 4);
  }
  const texture = new DataTexture(values, columns, texels, RGBAFormat, FloatType);
  texture.needsUpdate = true;
  return texture;
}
