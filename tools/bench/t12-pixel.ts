import type { Bench, BenchContext, BenchResult } from './bench.ts';
import { atEachPlace } from './chromium/at-each-place.ts';
import type { PlaceName } from './chromium/place.ts';
import { measureAge } from './t12-age.ts';
import { measureError } from './t12-error.ts';

/** Both parts of the target at one of the places. */
export const runAt = async (place: PlaceName, context: BenchContext): Promise<BenchResult[]> => [
  ...(await measureAge(place, context)),
  await measureError(place, context),
];

const target = { id: 'T12', what: 'from a tracker’s datagram to pixels' };

export const bench: Bench = { ...target, run: (context) => atEachPlace(target, context, runAt) };
