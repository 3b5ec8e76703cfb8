import { directionInPanorama } from '../../core/backdrops/bake/panorama-direction.ts';
import {
  addDirectional,
  createHarmonics,
  luminanceOf,
  projectRadiance,
  type Vector,
} from '../harmonics.ts';
import type { SceneLight } from '../scene.ts';

/** Linear RGB, row by row from the top, three numbers a pixel. */
export interface SmallPicture {
  width: number;
  height: number;
  rgb: Float32Array;
}

/** Brighter than so many times the mean is a lamp and no sky. */
const lampOverMean = 4;

const pixelAt = ({ width, height, rgb }: SmallPicture, [x, y, z]: Vector): number => {
  const column = Math.floor((Math.atan2(x, -z) / (2 * Math.PI) + 0.5) * width);
  const row = Math.floor((Math.acos(Math.max(-1, Math.min(1, y))) / Math.PI) * height);
  return (
    (3 * (Math.min(height - 1, row) * width + Math.min(width - 1, Math.max(0, column)))) %
    rgb.length
  );
};

/**
 * The light that a panorama throws on the set: its radiance as order-2 harmonics, and as dominant lamp
 * what is far brighter than the rest, where it lies on the whole (Debevec 2005, "A median cut algorithm
 * for light probe sampling", of which this is the first cut).
 */
export function lightOfPanorama(picture: SmallPicture): SceneLight {
  const { width, height, rgb } = picture;
  const harmonics = projectRadiance(createHarmonics(), 24, (out, direction) => {
    const at = pixelAt(picture, direction);
    for (let c = 0; c < 3; c++) out[c] = rgb[at + c] ?? 0;
  });
  const mean = 0.2820948 * luminanceOf(harmonics[0] ?? 0, harmonics[1] ?? 0, harmonics[2] ?? 0);
  const lamp: [number, number, number] = [0, 0, 0];
  const towards: [number, number, number] = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    const solid =
      ((2 * Math.PI) / width) * (Math.PI / height) * Math.sin(((y + 0.5) / height) * Math.PI);
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x);
      const [r = 0, g = 0, b = 0] = rgb.subarray(at, at + 3);
      const luminance = luminanceOf(r, g, b);
      if (luminance < lampOverMean * mean) continue;
      const direction = directionInPanorama(x, y, width, height);
      for (let c = 0; c < 3; c++) {
        lamp[c] = (lamp[c] ?? 0) + solid * (rgb[at + c] ?? 0);
        towards[c] = (towards[c] ?? 0) + solid * luminance * (direction[c] ?? 0);
      }
    }
  }
  const length = Math.hypot(...towards);
  const direction: Vector =
    length > 0 ? [towards[0] / length, towards[1] / length, towards[2] / length] : [0, 1, 0];
  return { harmonics, dominant: { direction, colour: lamp } };
}

/** The light of a flat picture of so many steradians ahead: its mean colour, from there. */
export function lightOfPlate({ rgb }: SmallPicture, steradians: number): SceneLight {
  const sum: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < rgb.length; i += 3) {
    for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + (rgb[i + c] ?? 0);
  }
  const scale = (3 / rgb.length) * steradians;
  const colour: Vector = [sum[0] * scale, sum[1] * scale, sum[2] * scale];
  const direction: Vector = [0, 0, -1];
  return {
    harmonics: addedTo(createHarmonics(), direction, colour),
    dominant: { direction, colour },
  };
}

function addedTo(harmonics: number[], direction: Vector, colour: Vector): number[] {
  addDirectional(harmonics, direction, colour);
  return harmonics;
}

/** The same light, so many times as bright. */
export function scaledLight({ harmonics, dominant }: SceneLight, by: number): SceneLight {
  const [r, g, b] = dominant.colour;
  return {
    harmonics: harmonics.map((value) => value * by),
    dominant: { direction: dominant.direction, colour: [r * by, g * by, b * by] },
  };
}
