import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { modelKinds } from '../../core/models/model-file.ts';
import { modelSignature } from '../../core/models/model-signature.ts';
import { type OnnxOutline, onnxOutline } from '../../core/models/onnx-outline.ts';
import { done, fault, type Result } from '../../core/result.ts';

/** A protobuf message ends at 2 GiB, and so does a model. */
const maxModelBytes = 2 ** 31 - 1;

const size = z.number().nullable();

/** A model file that was read to its end and whose outline is in order. */
export const judgedModel = z.object({
  sha256: z.string(),
  bytes: z.number(),
  tensorBytes: z.number(),
  widest: z.number(),
  /** Absent when it can do nothing that is known. */
  signature: z
    .object({
      kind: z.enum(modelKinds),
      input: z.string(),
      output: z.string(),
      layout: z.enum(['nhwc', 'nchw']),
      height: size,
      width: size,
      scale: size,
    })
    .optional(),
});
export type JudgedModel = z.infer<typeof judgedModel>;

/** Reads a model file without its numbers, and hashes all of it. No runtime sees it. */
export async function judgeModel(file: string): Promise<Result<JudgedModel>> {
  const stat = await lstat(file).catch(() => undefined);
  if (!stat?.isFile()) return fault('', 'no-file', 'There is no such file.');
  if (stat.size > maxModelBytes)
    return fault('', 'too-large', 'The file is larger than 2 GiB, which no ONNX file is.');
  const outlined = outlineOfFile(file, stat.size);
  if (!outlined.ok) return outlined;
  const missing = await missingFile(dirname(file), outlined.value.externalFiles);
  if (missing) {
    const words = `Its numbers are in "${missing}", and there is no such file beside it.`;
    return fault('', 'external-data', words);
  }
  const { tensorBytes, widest } = outlined.value;
  const signature = modelSignature(outlined.value);
  const sha256 = await sha256Of(file);
  return done({ sha256, bytes: stat.size, tensorBytes, widest, ...(signature && { signature }) });
}

function outlineOfFile(file: string, bytes: number): Result<OnnxOutline> {
  const descriptor = openSync(file, 'r');
  try {
    return onnxOutline({
      bytes,
      read: (offset, length) => {
        const window = Buffer.alloc(length);
        return window.subarray(0, readSync(descriptor, window, 0, length, offset));
      },
    });
  } finally {
    closeSync(descriptor);
  }
}

/** A link is no file beside the model: it leads elsewhere. */
async function missingFile(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const stat = await lstat(join(folder, name)).catch(() => undefined);
    if (!stat?.isFile()) return name;
  }
  return undefined;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest('hex');
}

/** The bytes of a small text file beside a model; `undefined` when there is none. */
export async function readSmallText(file: string, maxBytes: number): Promise<string | undefined> {
  const stat = await lstat(file).catch(() => undefined);
  if (!stat?.isFile() || stat.size > maxBytes) return undefined;
  const handle = await open(file, 'r');
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
