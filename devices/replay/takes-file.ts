import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Result } from '../../core/result.ts';
import { parseRecording, type RecordedDatagram } from './recording.ts';

const largestRecording = 256 * 1024 * 1024;

/**
 * Reads a recording from inside the takes folder. The fault says what is wrong: a path that leads
 * outside (also by a link), no such file, too large, or a line that is no datagram.
 */
export async function readTakesFile(
  folder: string,
  file: string,
): Promise<Result<RecordedDatagram[], string>> {
  try {
    const path = await realpath(resolve(folder, file));
    if (!isInside(await realpath(folder), path)) return outside(file);
    const { size } = await stat(path);
    if (size > largestRecording) return { ok: false, fault: `"${file}" is larger than 256 MiB` };
    const parsed = parseRecording(await readFile(path, 'utf8'));
    if (parsed.ok) return parsed;
    const [first] = parsed.fault;
    return { ok: false, fault: `"${file}" ${first?.path ?? ''}: ${first?.message ?? 'not valid'}` };
  } catch (error) {
    return { ok: false, fault: error instanceof Error ? error.message : String(error) };
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

const outside = (file: string): Result<never, string> => ({
  ok: false,
  fault: `"${file}" is outside the takes folder of the show`,
});
