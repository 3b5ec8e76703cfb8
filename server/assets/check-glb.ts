import type { FileHandle } from 'node:fs/promises';
import { checkGltf, type EmbeddedImage } from '../../core/assets/glb-check.ts';
import {
  type GlbLayout,
  glbChunkHeadBytes,
  glbHeadBytes,
  readGlbChunk,
  readGlbHead,
} from '../../core/assets/glb-container.ts';
import type { Problem, Result } from '../../core/result.ts';
import { parseStrictJson } from '../security/strict-json.ts';
import { checkPicture, imageHeadBytes, readAt } from './read-file.ts';

/** Nodes nest by index, not by brackets, so glTF JSON is flat; extensions add a little. */
const gltfJsonDepth = 64;

/** Where the parts of a `.glb` lie, or why it is none. */
export async function glbLayout(file: FileHandle): Promise<Result<GlbLayout, Problem>> {
  const { size } = await file.stat();
  return readGlbHead(await readAt(file, 0, glbHeadBytes), size);
}

/** The first thing wrong with a `.glb`, or `undefined`. Reads headers, the JSON and the heads of its pictures. */
export async function checkGlb(file: FileHandle): Promise<Problem | undefined> {
  const layout = await glbLayout(file);
  if (!layout.ok) return layout.fault;
  const { json, nextHeadOffset } = layout.value;
  const bin = await readBin(file, nextHeadOffset);
  if (!bin.ok) return bin.fault;
  const document = parseStrictJson(await readAt(file, json.offset, json.bytes), gltfJsonDepth);
  if (!document.ok) return { path: '', ...document.fault };
  const checked = checkGltf(document.value, bin.value.bytes);
  if (!checked.ok) return checked.fault[0];
  return checkPictures(file, checked.value, bin.value.offset);
}

async function readBin(
  file: FileHandle,
  headOffset: number | undefined,
): Promise<Result<{ offset: number; bytes: number }, Problem>> {
  const { size } = await file.stat();
  if (headOffset === undefined) return { ok: true, value: { offset: size, bytes: 0 } };
  const head = await readAt(file, headOffset, glbChunkHeadBytes);
  const chunk = readGlbChunk(head, headOffset, size);
  if (!chunk.ok) return chunk;
  const offset = headOffset + glbChunkHeadBytes;
  return { ok: true, value: { offset, bytes: chunk.value.binBytes } };
}

async function checkPictures(
  file: FileHandle,
  images: readonly EmbeddedImage[],
  binOffset: number,
): Promise<Problem | undefined> {
  for (const { path, data } of images) {
    const head =
      'base64' in data
        ? Buffer.from(data.base64, 'base64')
        : await readAt(file, binOffset + data.offset, Math.min(data.bytes, imageHeadBytes));
    const problem = checkPicture(head, path);
    if (problem) return problem;
  }
  return undefined;
}
