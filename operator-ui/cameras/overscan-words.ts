import type { InnerFrustumSettings } from '../../core/show/camera-schema.ts';
import type { OverscanReport } from '../../core/wire/status.ts';

/** Faster nobody pans, and the number would jump about. */
const fastestDegPerS = 999;

/** What the overscan covers, for the operator. */
export function overscanText({ coversDegPerS, isAtLimit }: OverscanReport): string {
  const covers =
    coversDegPerS === null
      ? 'no delay to cover'
      : `covers a pan of ${Math.min(fastestDegPerS, Math.round(coversDegPerS))}°/s`;
  return isAtLimit ? `${covers}; at its limit` : covers;
}

/** How much of the room between no overscan and the most that is allowed is used, 0..1. */
export function overscanShare(
  { factor }: OverscanReport,
  { overscan, overscanMode, overscanMost }: InnerFrustumSettings,
): number {
  const most = overscanMode === 'live' ? Math.max(overscan, overscanMost) : overscan;
  return most > 1 ? Math.min(1, Math.max(0, (factor - 1) / (most - 1))) : 1;
}
