import { pngBytes } from '../../support/picture-bytes.ts';
import { json, zipBytes } from '../../support/two-and-half-d.ts';

export type Colour = readonly [number, number, number];

export interface MadePlate {
  size: [width: number, height: number];
  colour: (x: number, y: number) => Colour;
  /** Byte of the depth map, white near. */
  depth?: (x: number, y: number) => number;
  depthSize?: [width: number, height: number];
  fields?: Record<string, unknown>;
}

/** A `.2p5d` as a data URL. */
export function layersUrl(
  asset: { max_depth: number; min_depth: number; field_of_view: number },
  plates: readonly MadePlate[],
): string {
  const entries = plates.flatMap(({ size, colour, depth, depthSize = size }, i) => [
    { name: `${i}.png`, content: pngBytes(size[0], size[1], colour), isStored: true },
    ...(depth
      ? [
          {
            name: `${i}-depth.png`,
            content: pngBytes(depthSize[0], depthSize[1], (x, y) => {
              const value = depth(x, y);
              return [value, value, value];
            }),
          },
        ]
      : []),
  ]);
  const document = {
    meta: { version: '1.0.0', generator: 'test' },
    asset,
    plates: plates.map(({ size, depth, fields }, i) => ({
      name: `plate ${i}`,
      filename: `${i}.png`,
      ...(depth && { depth_map_filename: `${i}-depth.png` }),
      width: size[0],
      height: size[1],
      z: 1,
      ...fields,
    })),
  };
  const bytes = zipBytes([...entries, { name: 'data.json', content: json(document) }]);
  return `data:application/zip;base64,${bytes.toString('base64')}`;
}

export interface View {
  size: [number, number];
  fovDeg: number;
  eye: [number, number, number];
  yawDeg?: number;
  pitchDeg?: number;
}

/** Where a point of the environment lies in a view: pixels, from the upper left. A calculation of the tests' own. */
export function pixelOf(point: readonly number[], view: View): [x: number, y: number] {
  const { eye, size, fovDeg, yawDeg = 0, pitchDeg = 0 } = view;
  const [x = 0, y = 0, z = 0] = point.map((value, i) => value - (eye[i] ?? 0));
  const yaw = (yawDeg * Math.PI) / 180;
  const [ax, az] = [x * Math.cos(yaw) - z * Math.sin(yaw), x * Math.sin(yaw) + z * Math.cos(yaw)];
  const pitch = (pitchDeg * Math.PI) / 180;
  const by = y * Math.cos(pitch) + az * Math.sin(pitch);
  const bz = az * Math.cos(pitch) - y * Math.sin(pitch);
  const scale = size[1] / 2 / Math.tan((fovDeg * Math.PI) / 360);
  return [size[0] / 2 + (scale * ax) / -bz, size[1] / 2 - (scale * by) / -bz];
}

/** Centre of what `weight` finds in a picture (linear RGBA, bottom row first), pixels from the upper left, and how much it is. */
export function centreOf(
  picture: Float32Array,
  [width, height]: readonly [number, number],
  weight: (r: number, g: number, b: number) => number,
): { x: number; y: number; sum: number } {
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * ((height - 1 - y) * width + x);
      const w = weight(picture[at] ?? 0, picture[at + 1] ?? 0, picture[at + 2] ?? 0);
      [sum, sumX, sumY] = [sum + w, sumX + w * (x + 0.5), sumY + w * (y + 0.5)];
    }
  }
  return { x: sumX / sum, y: sumY / sum, sum };
}
