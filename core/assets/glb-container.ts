import type { Problem, Result } from '../result.ts';

/** Bytes of the file header and of the first chunk's header, read together. */
export const glbHeadBytes = 20;
/** Bytes of one chunk header: length and type. */
export const glbChunkHeadBytes = 8;
/** The JSON chunk is parsed in one go, so it has a ceiling of its own. */
export const maxGltfJsonBytes = 16 * 1024 * 1024;

const magic = 0x46546c67;
const jsonType = 0x4e4f534a;
const binType = 0x004e4942;

/** Where the chunks of a `.glb` lie, in bytes from the start of the file. */
export interface GlbLayout {
  json: { offset: number; bytes: number };
  /** Header of the second chunk; absent when the JSON chunk ends the file. */
  nextHeadOffset: number | undefined;
}

/**
 * Reads the first 20 bytes of a binary glTF (glTF 2.0 section 4.4: magic, version, length, then the
 * length and type of the JSON chunk). `fileBytes` is the true size of the file; a file that declares
 * another is truncated or padded, and refused.
 */
export function readGlbHead(head: Uint8Array, fileBytes: number): Result<GlbLayout, Problem> {
  if (head.byteLength < glbHeadBytes) return bad('glb-truncated', 'The file ends in its header.');
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const version = view.getUint32(4, true);
  const declared = view.getUint32(8, true);
  const jsonBytes = view.getUint32(12, true);
  if (view.getUint32(0, true) !== magic) return bad('glb-magic', 'This is no binary glTF file.');
  if (version !== 2) return bad('glb-version', `Version ${version} is not read; export glTF 2.0.`);
  if (declared !== fileBytes) {
    return bad(
      'glb-length',
      `The header declares ${declared} bytes, the file has ${fileBytes}: export or copy it again.`,
    );
  }
  if (view.getUint32(16, true) !== jsonType) {
    return bad('glb-chunks', 'The first chunk must be the JSON chunk.');
  }
  if (jsonBytes > maxGltfJsonBytes) {
    return bad(
      'glb-json-size',
      `The JSON chunk of ${jsonBytes} bytes is above ${maxGltfJsonBytes}.`,
    );
  }
  const end = glbHeadBytes + jsonBytes;
  if (end > fileBytes) return bad('glb-truncated', 'The JSON chunk runs past the end of the file.');
  const nextHeadOffset = end < fileBytes ? end : undefined;
  return { ok: true, value: { json: { offset: glbHeadBytes, bytes: jsonBytes }, nextHeadOffset } };
}

/** Bytes of the BIN chunk whose 8-byte header stands at `offset`; 0 for a chunk of another type. */
export function readGlbChunk(
  head: Uint8Array,
  offset: number,
  fileBytes: number,
): Result<{ binBytes: number }, Problem> {
  if (head.byteLength < glbChunkHeadBytes) {
    return bad('glb-truncated', 'The file ends in the header of its second chunk.');
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const bytes = view.getUint32(0, true);
  if (offset + glbChunkHeadBytes + bytes > fileBytes) {
    return bad('glb-truncated', 'The second chunk runs past the end of the file.');
  }
  return { ok: true, value: { binBytes: view.getUint32(4, true) === binType ? bytes : 0 } };
}

const bad = (code: string, message: string): { ok: false; fault: Problem } => ({
  ok: false,
  fault: { path: '', code, message },
});
