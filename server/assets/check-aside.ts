import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { done, type Problem, type Result } from '../../core/result.ts';
import type { LayersFacts } from './check-layers.ts';

const entry = fileURLToPath(new URL('./check-process.ts', import.meta.url));
const answer = z.object({
  problem: z.object({ path: z.string(), code: z.string(), message: z.string() }).optional(),
  layers: z
    .object({ width: z.number(), height: z.number(), notes: z.array(z.string()) })
    .optional(),
});
type Answer = z.infer<typeof answer>;

const longestMs = 60_000;
const maxHeapMb = 1024;

const failed: Problem = {
  path: '',
  code: 'check-failed',
  message: 'The file could not be checked: it asks for too much memory or time.',
};

/**
 * Checks a `.glb` in a process of its own, so that a large document holds up no frame and a hostile
 * one takes down nothing. A check that dies or takes a minute counts as a refusal.
 */
export async function checkAside(path: string): Promise<Problem | undefined> {
  return (await askAside(path, 'glb')).problem;
}

/** The same of a `.2p5d`, and what it is. */
export async function checkLayersAside(path: string): Promise<Result<LayersFacts>> {
  const { problem, layers } = await askAside(path, 'layers');
  return layers && !problem ? done(layers) : { ok: false, fault: [problem ?? failed] };
}

function askAside(path: string, kind: 'glb' | 'layers'): Promise<Answer> {
  return new Promise((resolve) => {
    const child = fork(entry, [path, kind], {
      execArgv: ['--import', import.meta.resolve('tsx'), `--max-old-space-size=${maxHeapMb}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout: longestMs,
    });
    child.once('message', (message) => {
      const parsed = answer.safeParse(message);
      resolve(parsed.success ? parsed.data : { problem: failed });
    });
    child.once('error', () => resolve({ problem: failed }));
    child.once('exit', () => resolve({ problem: failed }));
  });
}
