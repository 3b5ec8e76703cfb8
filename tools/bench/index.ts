import type { Bench } from './bench.ts';

/** Every target, in the order in which it is run. */
export const benches: readonly Bench[] = [];
