import {
  ClampToEdgeWrapping,
  LinearFilter,
  LinearMipmapLinearFilter,
  RepeatWrapping,
  SRGBColorSpace,
  Texture,
  type WebGLRenderer,
} from 'three';
import { linearFromByte } from '../../core/backdrops/review/lab.ts';
import type { SmallPicture } from './picture-light.ts';

export interface LoadedPicture {
  texture: Texture;
  aspect: number;
  small: SmallPicture;
  /** Something of it can be seen through. */
  hasAlpha: boolean;
}

const smallWidth = 128;
const smallHeight = 64;

/**
 * Fetches and decodes a picture, scaled down to what the renderer takes; `wraps` where its left and
 * right edges are neighbours. Rejects with a reason in words.
 */
export async function loadPicture(
  renderer: WebGLRenderer,
  url: string,
  wraps: boolean,
): Promise<LoadedPicture> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The picture cannot be fetched (${response.status}).`);
  return decodePicture(renderer, await response.blob(), { wraps, premultiplyAlpha: 'premultiply' });
}

export interface DecodeOptions {
  wraps: boolean;
  premultiplyAlpha: PremultiplyAlpha;
}

/** The same of a picture that is here. */
export async function decodePicture(
  renderer: WebGLRenderer,
  blob: Blob,
  { wraps, premultiplyAlpha }: DecodeOptions,
): Promise<LoadedPicture> {
  const options: ImageBitmapOptions = { colorSpaceConversion: 'none', premultiplyAlpha };
  const first = await createImageBitmap(blob, options).catch(() => {
    throw new Error('The picture cannot be decoded.');
  });
  const { width, height } = first;
  const bitmap = await fitted(first, renderer.capabilities.maxTextureSize, premultiplyAlpha);
  const texture = new Texture(bitmap);
  texture.colorSpace = SRGBColorSpace;
  texture.wrapS = wraps ? RepeatWrapping : ClampToEdgeWrapping;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.magFilter = LinearFilter;
  texture.anisotropy = Math.min(8, renderer.capabilities.getMaxAnisotropy());
  // Bitmaps are uploaded as they are: the top row first.
  texture.flipY = false;
  texture.needsUpdate = true;
  return { texture, aspect: width / height, ...smallOf(bitmap) };
}

async function fitted(
  bitmap: ImageBitmap,
  mostPx: number,
  premultiplyAlpha: PremultiplyAlpha,
): Promise<ImageBitmap> {
  const scale = Math.min(1, mostPx / Math.max(bitmap.width, bitmap.height));
  if (scale === 1) return bitmap;
  const [resizeWidth, resizeHeight] = [bitmap.width * scale, bitmap.height * scale].map(Math.floor);
  const smaller = await createImageBitmap(bitmap, {
    ...(resizeWidth && { resizeWidth }),
    ...(resizeHeight && { resizeHeight }),
    resizeQuality: 'high',
    premultiplyAlpha,
  });
  bitmap.close();
  return smaller;
}

function smallOf(bitmap: ImageBitmap): { small: SmallPicture; hasAlpha: boolean } {
  const canvas = new OffscreenCanvas(smallWidth, smallHeight);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas to look at the picture.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, smallWidth, smallHeight);
  const { data } = context.getImageData(0, 0, smallWidth, smallHeight);
  const rgb = new Float32Array(3 * smallWidth * smallHeight);
  let hasAlpha = false;
  for (let i = 0; i < smallWidth * smallHeight; i++) {
    hasAlpha ||= (data[4 * i + 3] ?? 255) < 255;
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = linearFromByte(data[4 * i + c] ?? 0);
  }
  return { small: { width: smallWidth, height: smallHeight, rgb }, hasAlpha };
}
