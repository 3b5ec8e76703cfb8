/** Health of a camera's tracking, best first; the index is its byte on the wire. */
export const cameraStatuses = ['ok', 'degraded', 'coast', 'hold', 'lost'] as const;
export type CameraStatus = (typeof cameraStatuses)[number];

/** Gap after which a pose is predicted on, held, and called lost (ms), as in the E1.31 loss rule. */
export const coastMs = 150;
const lostMs = 2500;

/** How long a source of this rhythm may be silent before its camera coasts, ms. */
export const patienceMs = (intervalMs: number): number => Math.max(3 * intervalMs, 50);

/**
 * Status from the time since the newest accepted sample and the source's own rhythm: `coast` after
 * three intervals or 50 ms without a sample, `hold` after 150 ms more, `lost` at 2.5 s.
 * `recentLoss` is the share of samples lost or refused in the last second, 0..1.
 */
export function cameraStatus(gapMs: number, intervalMs: number, recentLoss: number): CameraStatus {
  if (!(gapMs < lostMs)) return 'lost';
  const patience = patienceMs(intervalMs);
  if (gapMs > patience + coastMs) return 'hold';
  if (gapMs > patience) return 'coast';
  return recentLoss > 0.05 ? 'degraded' : 'ok';
}
