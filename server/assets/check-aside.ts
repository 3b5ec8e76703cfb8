import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { done, type Problem, type Result } from '../../core/result.ts';
import { askNode } from '../aside/node-program.ts';
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
const heapMb = 1024;

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

async function askAside(path: string, kind: 'glb' | 'layers'): Promise<Answer> {
  const told = await askNode({ entry, args: [path, kind], heapMb }, longestMs);
  return answer.safeParse(told).data ?? { problem: failed };
}
