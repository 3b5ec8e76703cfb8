import type { FileHandle } from 'node:fs/promises';
import { checkImage } from '../../core/assets/image-size.ts';
import type { Problem } from '../../core/result.ts';

/** How far into a picture its size is looked for; metadata before a JPEG's frame header seldom takes more. */
export const imageHeadBytes = 4 * 1024 * 1024;

/** The bytes from `position` on, fewer at the end of the file. */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { size } = await file.stat();
  const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - position)));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
  return buffer.subarray(0, bytesRead);
}

/** What is wrong with a picture that begins with `head`; `path` says where it stands. */
export function checkPicture(head: Uint8Array, path: string): Problem | undefined {
  const checked = checkImage(head);
  return checked.ok ? undefined : { path, ...checked.fault };
}
