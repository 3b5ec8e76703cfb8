import { type Encoder, encoderReading } from '../../../core/lens/encoder.ts';
import {
  createRackedRing,
  encoderFromRing,
  type RackedRing,
  watchRing,
} from '../../../core/lens/learn-encoder.ts';
import type { RingReadings } from '../../../core/lens/table.ts';
import type { LensSettings } from '../../../core/show/camera-schema.ts';
import type { RingCountsReport } from '../../../core/wire/status.ts';

export const rings = ['zoom', 'focus', 'iris'] as const;
export type Ring = (typeof rings)[number];

type Encoders = LensSettings['encoders'];

/** Counts as they came, by ring; NaN where none was heard. */
export type RingCounts = Record<Ring, number>;

const byRing = <Value>(each: (ring: Ring) => Value): Record<Ring, Value> => ({
  zoom: each('zoom'),
  focus: each('focus'),
  iris: each('iris'),
});

export const countsOf = (raw: RingCountsReport | null | undefined): RingCounts =>
  byRing((ring) => raw?.[`${ring}Encoder`] ?? Number.NaN);

/** Where the rings stand as tables are read; NaN where that is not known. */
export const readingsOf = (encoders: Encoders, counts: RingCounts): RingReadings =>
  byRing((ring) => encoderReading(encoders?.[ring], counts[ring]));

/** What was seen of each ring since learning began. */
export type RackedRings = Record<Ring, RackedRing>;

export const unrackedRings = (): RackedRings => byRing(() => createRackedRing());

/** The same with one more report. */
export function withCounts(
  racked: RackedRings,
  counts: RingCounts,
  encoders: Encoders,
): RackedRings {
  return byRing((ring) => {
    const seen = { ...racked[ring] };
    watchRing(seen, counts[ring], encoders?.[ring]?.mask);
    return seen;
  });
}

/** The ranges of the rings that were racked; the others keep theirs. */
export function learntEncoders(
  racked: RackedRings,
  encoders: Encoders,
): Partial<Record<Ring, Encoder>> {
  const learnt = rings.flatMap((ring) => {
    const found = encoderFromRing(racked[ring], encoders?.[ring]?.mask);
    return found.ok ? [[ring, found.value] as const] : [];
  });
  return Object.fromEntries(learnt);
}

/** Where a ring stands on its bar, 0 to 1: over its range, else over what was seen of it. */
export function barShare(encoder: Encoder | undefined, counts: number, seen: RackedRing): number {
  if (Number.isNaN(counts)) return 0;
  if (encoder) return encoderReading(encoder, counts);
  const [from, to] = [Math.min(0, seen.low), Math.max(1, seen.high)];
  return (counts - from) / (to - from);
}
