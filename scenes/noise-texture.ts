import {
  DataTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  LinearMipmapNearestFilter,
  RepeatWrapping,
  RGBAFormat,
} from 'three';
import { fractalNoise, gradientNoise } from './noise.ts';
import type { SceneQuality } from './scene.ts';

const sizePx = 256;

const byteOf = (value: number): number =>
  Math.max(0, Math.min(255, Math.round(127.5 + 127.5 * value)));

/**
 * Tileable noise, one tile per unit of texture coordinate. R and G: smooth, 16 cells per tile,
 * independent. B: five octaves from 4 cells. A: fine, 64 cells. Mip levels are what keeps the
 * detail in the shaders from crawling.
 */
export function createNoiseTexture(seed: number, quality: SceneQuality): DataTexture {
  const pixels = new Uint8Array(sizePx * sizePx * 4);
  for (let row = 0; row < sizePx; row++) {
    for (let column = 0; column < sizePx; column++) {
      const [u, v] = [column / sizePx, row / sizePx];
      const at = 4 * (row * sizePx + column);
      pixels[at] = byteOf(1.1 * gradientNoise(u * 16, v * 16, seed + 11, 16));
      pixels[at + 1] = byteOf(1.1 * gradientNoise(u * 16, v * 16, seed + 23, 16));
      pixels[at + 2] = byteOf(1.3 * fractalNoise(u * 4, v * 4, seed + 37, 5, 4));
      pixels[at + 3] = byteOf(1.1 * gradientNoise(u * 64, v * 64, seed + 51, 64));
    }
  }
  const texture = new DataTexture(pixels, sizePx, sizePx, RGBAFormat);
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.magFilter = LinearFilter;
  // A software renderer pays for every tap; the nearest mip level still keeps detail from crawling.
  texture.minFilter = quality === 'low' ? LinearMipmapNearestFilter : LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.anisotropy = quality === 'high' ? 8 : quality === 'medium' ? 4 : 1;
  texture.needsUpdate = true;
  return texture;
}
