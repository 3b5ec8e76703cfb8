import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fault, type Result } from '../../core/result.ts';
import { type JudgedModel, judgedModel } from './judge-model.ts';

const entry = fileURLToPath(new URL('./judge-process.ts', import.meta.url));
const problem = z.object({ path: z.string(), code: z.string(), message: z.string() });
const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: judgedModel }),
  z.object({ ok: z.literal(false), fault: z.array(problem) }),
]);

const longestMs = 300_000;
const maxHeapMb = 512;

/**
 * Judges a model that somebody has put here in a process of its own: a file made to be walked for long,
 * or one of gigabytes to be hashed, holds up no pose. One that takes five minutes is refused.
 */
export function judgeAside(file: string): Promise<Result<JudgedModel>> {
  return new Promise((resolve) => {
    const child = fork(entry, [file], {
      execArgv: ['--import', import.meta.resolve('tsx'), `--max-old-space-size=${maxHeapMb}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout: longestMs,
    });
    const words = 'It could not be judged: it asks for too much memory or time.';
    const failed = fault('', 'judge-failed', words);
    child.once('message', (message) => {
      const parsed = answer.safeParse(message);
      resolve(parsed.success ? parsed.data : failed);
    });
    child.once('error', () => resolve(failed));
    child.once('exit', () => resolve(failed));
  });
}
