import type { z } from 'zod';

const patienceMs = 5000;

/** What a call of the server answers, as `schema` has it; `undefined` when it does not say. */
export async function fetched<Value>(
  path: string,
  schema: z.ZodType<Value>,
): Promise<Value | undefined> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(`/api/v1/${path}`, { cache: 'no-store', signal });
    if (!response.ok) return undefined;
    return schema.safeParse(await response.json()).data;
  } catch {
    return undefined;
  }
}
