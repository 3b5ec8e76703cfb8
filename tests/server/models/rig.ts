import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Enlarging, Models, type ModelsOptions } from '../../../server/models/models.ts';

/** The service over a folder of its own, into which files are put as a crew would. */
export function modelsRig(options: Partial<ModelsOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'cyclorama-models-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const told: string[] = [];
  const pids: number[] = [];
  const log = {
    info: (words: unknown) => void told.push(String(words)),
    warn: (words: unknown) => void told.push(String(words)),
  };
  const models = new Models({
    folder,
    log,
    providers: ['cpu'],
    onProcess: (pid) => pids.push(pid),
    ...options,
  });
  const put = (path: string, bytes: Buffer | string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  };
  const shares: number[] = [];
  const enlarge = (picture: Buffer, scale: number, more: Partial<Enlarging> = {}) =>
    models.upscale({
      picture,
      scale,
      wraps: false,
      signal: new AbortController().signal,
      progress: (share) => shares.push(share),
      ...more,
    });
  const troubleOf = async (id: string): Promise<string | null | undefined> =>
    (await models.report()).models.find((model) => model.id === id)?.trouble;
  return { folder, models, told, pids, put, shares, enlarge, troubleOf };
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
