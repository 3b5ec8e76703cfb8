import { fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ExportRequest } from '../../core/takes/export/export-take.ts';
import { tsxLoader } from '../../devices/native/tsx-loader.ts';

const entry = fileURLToPath(new URL('./export-process.ts', import.meta.url));
const maxHeapMb = 4096;

const problem = z.object({ path: z.string(), code: z.string(), message: z.string() });
const begun = z.union([
  z.object({ name: z.string(), contentType: z.string() }),
  z.object({ problems: z.array(problem) }),
]);
export type Begun = z.infer<typeof begun>;

/** An export under way: `text` ends when it does; `stop` leaves it. */
export type Exporting =
  | { ok: true; name: string; contentType: string; text: Readable; stop: () => void }
  | { ok: false; problems: z.infer<typeof problem>[] };

const died = [{ path: '', code: 'export-failed', message: 'The take could not be read.' }];

/** Writes a take into another format in a process of its own: an hour of poses holds up no frame. */
export function exportAside(
  folder: string,
  id: string,
  request: ExportRequest,
): Promise<Exporting> {
  return new Promise((resolve) => {
    const child = fork(entry, [folder, id, JSON.stringify(request)], {
      execArgv: ['--import', tsxLoader(), `--max-old-space-size=${maxHeapMb}`],
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    });
    const stop = () => void child.kill('SIGKILL');
    child.once('message', (message) => {
      const parsed = begun.safeParse(message);
      if (parsed.success && 'name' in parsed.data && child.stdout) {
        resolve({ ok: true, ...parsed.data, text: child.stdout, stop });
      } else {
        const told = parsed.success && 'problems' in parsed.data ? parsed.data.problems : died;
        resolve({ ok: false, problems: told });
        stop();
      }
    });
    child.once('error', () => resolve({ ok: false, problems: died }));
    child.once('exit', (code) => {
      resolve({ ok: false, problems: died });
      // A reader must not take half a file for a whole one.
      if (code !== 0) child.stdout?.destroy(new Error('the export has failed'));
    });
  });
}
