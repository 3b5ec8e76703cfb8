import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Identity of the pages that were built; `unbuilt` when nobody said what they were built from. */
export function readBuildId(distDir: string): string {
  try {
    return readFileSync(join(distDir, '.cyclorama-build'), 'utf8').trim().slice(0, 16);
  } catch {
    return 'unbuilt';
  }
}
