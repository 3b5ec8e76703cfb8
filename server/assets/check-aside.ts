import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Problem } from '../../core/result.ts';

const entry = fileURLToPath(new URL('./check-process.ts', import.meta.url));
const answer = z.object({
  problem: z.object({ path: z.string(), code: z.string(), message: z.string() }).optional(),
});

const longestMs = 60_000;
const maxHeapMb = 1024;

/**
 * Checks a `.glb` in a process of its own, so that a large document holds up no frame and a hostile
 * one takes down nothing. A check that dies or takes a minute counts as a refusal.
 */
export function checkAside(path: string): Promise<Problem | undefined> {
  return new Promise((resolve) => {
    const child = fork(entry, [path], {
      execArgv: ['--import', import.meta.resolve('tsx'), `--max-old-space-size=${maxHeapMb}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout: longestMs,
    });
    const failed: Problem = {
      path: '',
      code: 'check-failed',
      message: 'The file could not be checked: it asks for too much memory or time.',
    };
    child.once('message', (message) => {
      const parsed = answer.safeParse(message);
      resolve(parsed.success ? parsed.data.problem : failed);
    });
    child.once('error', () => resolve(failed));
    child.once('exit', () => resolve(failed));
  });
}
