import '../../../server/main.ts';
import { answerParent } from '../transport/child.ts';

/** When this process's own clock stood at zero, ms since 1970. */
export interface ProductClock {
  originMs: number;
}

/** The server as `npm start` runs it, which tells a bench its clock beside. */
answerParent(async () => ({ originMs: performance.timeOrigin }) satisfies ProductClock);
