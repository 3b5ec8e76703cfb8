import './without-eval.ts';

import { z } from 'zod';
import {
  type RecorderStatus,
  recorderStatus,
  type TakeSummary,
  takeSummary,
} from '../../core/takes/take-summary.ts';

const takes = z.array(takeSummary);

async function fetched<Value>(path: string, schema: z.ZodType<Value>): Promise<Value | undefined> {
  try {
    const signal = AbortSignal.timeout(5000);
    const response = await fetch(`/api/v1/${path}`, { cache: 'no-store', signal });
    if (!response.ok) return undefined;
    return schema.safeParse(await response.json()).data;
  } catch {
    return undefined;
  }
}

/** Every recorded take, newest first; `undefined` when the server does not say. */
export const fetchTakes = (): Promise<TakeSummary[] | undefined> => fetched('takes', takes);

export const fetchRecorder = (): Promise<RecorderStatus | undefined> =>
  fetched('recorder', recorderStatus);
