import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { RgbPicture } from '../../../core/models/tiles.ts';
import { type OpenModel, openSession } from '../../../server/models/open-session.ts';

/** A model that comes with Cyclorama, opened here on the processor. */
export async function shippedModel(id: string): Promise<OpenModel> {
  const file = fileURLToPath(new URL(`../../../models/${id}/model.onnx`, import.meta.url));
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  const request = {
    task: 'upscale',
    model: { file, sha256, scale: null, range: 255 },
    picture: '',
    output: '',
    wraps: false,
    providers: ['cpu'],
    avoided: [],
    threads: 1,
    parent: process.pid,
    memoryBytes: 2 ** 30,
    maxPixels: 2 ** 20,
    runtime: 'onnxruntime-node',
  } as const;
  return openSession(request, () => {});
}

export async function pixelsOf(png: Buffer): Promise<RgbPicture> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

export const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../fixtures/models/${name}`, import.meta.url));
