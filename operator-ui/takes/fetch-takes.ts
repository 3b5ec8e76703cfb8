import '../link/without-eval.ts';

import { z } from 'zod';
import { type TakeSummary, takeSummary } from '../../core/takes/take-summary.ts';
import { fetched } from '../link/fetched.ts';

const takes = z.array(takeSummary);

/** Every recorded take, newest first; `undefined` when the server does not say. */
export const fetchTakes = (): Promise<TakeSummary[] | undefined> => fetched('takes', takes);
