import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fault, type Result } from '../../core/result.ts';
import { askNode } from '../aside/node-program.ts';
import { type JudgedModel, judgedModel } from './judge-model.ts';

const entry = fileURLToPath(new URL('./judge-process.ts', import.meta.url));
const problem = z.object({ path: z.string(), code: z.string(), message: z.string() });
const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: judgedModel }),
  z.object({ ok: z.literal(false), fault: z.array(problem) }),
]);

const longestMs = 300_000;
const heapMb = 512;

const failed = fault(
  '',
  'judge-failed',
  'It could not be judged: it asks for too much memory or time.',
);

/**
 * Judges a model that somebody has put here in a process of its own: a file made to be walked for long,
 * or one of gigabytes to be hashed, holds up no pose. One that takes five minutes is refused.
 */
export async function judgeAside(file: string): Promise<Result<JudgedModel>> {
  const told = await askNode({ entry, args: [file], heapMb }, longestMs);
  return answer.safeParse(told).data ?? failed;
}
