import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { AssetService } from '../services.ts';
import { type AssetKind, magicBytes } from './asset-kinds.ts';
import { checkFile } from './check-file.ts';

type Refusal = Extract<Awaited<ReturnType<AssetService['store']>>, { ok: false }>;
export type Received = { ok: true; sha256: string; bytes: number } | Refusal;

export const refuse = (status: Refusal['status'], code: string, message: string): Refusal => ({
  ok: false,
  status,
  code,
  message,
});

/** How much of a file may come: its kind's limit, or what the show folder has left. */
export interface Room {
  kind: AssetKind;
  leftBytes: number;
}

/** Streams an upload into a new file, hashed on the way, checked and on the disk when it returns. */
export async function receiveUpload(
  temporary: string,
  body: AsyncIterable<Uint8Array>,
  room: Room,
): Promise<Received> {
  const file = await open(temporary, 'wx+', 0o644);
  try {
    const received = await writeAll(file, body, room);
    if (!received.ok) return received;
    const problem = await checkFile({ file, path: temporary }, room.kind);
    if (problem) {
      const status = problem.code === 'wrong-kind' ? 415 : 422;
      const where = problem.path === '' ? '' : `${problem.path}: `;
      return refuse(status, problem.code, `${where}${problem.message}`);
    }
    await file.sync();
    return received;
  } catch (error) {
    return refusalOf(error);
  } finally {
    await file.close();
  }
}

async function writeAll(
  file: FileHandle,
  body: AsyncIterable<Uint8Array>,
  { kind, leftBytes }: Room,
): Promise<Received> {
  const hash = createHash('sha256');
  const head = Buffer.alloc(magicBytes);
  let bytes = 0;
  for await (const chunk of body) {
    if (bytes < magicBytes) head.set(chunk.subarray(0, magicBytes - bytes), bytes);
    const wasShort = bytes < magicBytes;
    bytes += chunk.byteLength;
    if (bytes > kind.maxBytes) {
      return refuse(413, 'too-large', `A .${kind.extension} may have ${kind.maxBytes} bytes.`);
    }
    if (bytes > leftBytes) {
      return refuse(413, 'show-full', 'The show folder is at its limit. Remove assets first.');
    }
    if (wasShort && bytes >= magicBytes && !kind.matches(head)) {
      return refuse(415, 'wrong-kind', `The file is no .${kind.extension} inside.`);
    }
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  return { ok: true, sha256: hash.digest('hex'), bytes };
}

function refusalOf(error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return refuse(
      413,
      'disk-full',
      'The disk of the show folder is full. Free space, then upload again.',
    );
  }
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE') {
    return refuse(400, 'aborted', 'The upload ended before its end.');
  }
  throw error;
}
