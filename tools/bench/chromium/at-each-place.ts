import type { BenchContext, BenchResult } from '../bench.ts';
import { type PlaceName, placeNames, suffixOf, whyNot } from './place.ts';

/** Runs a bench at every place, and says of each that this machine cannot be why it was left out. */
export async function atEachPlace(
  { id, what }: Pick<BenchResult, 'id' | 'what'>,
  context: BenchContext,
  runAt: (place: PlaceName, context: BenchContext) => Promise<BenchResult[]>,
): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const place of placeNames) {
    const reason = whyNot(place);
    if (!reason) results.push(...(await runAt(place, context)));
    else {
      const none = { ours: Number.NaN, peers: {}, ratio: null, goal: null, holds: null };
      const note = `skipped: ${reason}`;
      results.push({ id: `${id}${suffixOf[place]}`, what, unit: '', ...none, note });
    }
  }
  return results;
}
