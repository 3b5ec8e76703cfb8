import type { DepthPicture } from '../../core/layers/depth-grid.ts';

/** A map needs no more than a mesh has vertices; a browser hands out eight bits of each. */
const mostAcross = 2048;

/** Decodes a depth map: its red, as the file has it. Rejects with a reason in words. */
export async function decodeDepth(blob: Blob): Promise<DepthPicture> {
  const bitmap = await createImageBitmap(blob, {
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  }).catch(() => {
    throw new Error('The depth map cannot be decoded.');
  });
  const shrink = Math.min(1, mostAcross / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.floor(bitmap.width * shrink));
  const height = Math.max(1, Math.floor(bitmap.height * shrink));
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    willReadFrequently: true,
  });
  if (!context) throw new Error('The browser gives no canvas to read the depth map.');
  // Between near and far there is nothing: no mean of two pixels.
  context.imageSmoothingEnabled = false;
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  return {
    width,
    height,
    values: Uint8Array.from({ length: width * height }, (_, i) => data[4 * i] ?? 0),
  };
}
