import type { CameraStatus } from './camera-status.ts';

/** A camera's pose comes from its first source, or from the one that stands by. */
export type SourceRole = 'primary' | 'backup';

/** How a source does at one moment. */
export interface SourceHealth {
  status: CameraStatus;
  /** Since when it has delivered without a break, ms; Infinity while it does not. */
  steadyForMs: number;
}

/** A backup must have proved itself for so long before it is trusted, ms. */
const provenMs = 1000;
/** The first source must do well for so long before it is taken back: nothing flaps. */
const recoveredMs = 5000;

/**
 * Which source a camera uses next. The backup takes over when the first source has stopped (it is held
 * or lost) and the backup is steady; never while several sources have stopped together, as that is
 * the network and not a tracker (reliability goal R2). The first source is taken back after five good
 * seconds, and not while a take rolls.
 */
export function chooseSource(
  current: SourceRole,
  primary: SourceHealth,
  backup: SourceHealth | undefined,
  { groupLoss, rolling }: { groupLoss: boolean; rolling: boolean },
): SourceRole {
  if (!backup) return 'primary';
  const [used, other] = current === 'primary' ? [primary, backup] : [backup, primary];
  const hasStopped = used.status === 'hold' || used.status === 'lost';
  if (hasStopped && !groupLoss && isProven(other, provenMs)) return turned(current);
  const mayReturn = current === 'backup' && !rolling && isProven(primary, recoveredMs);
  return mayReturn ? 'primary' : current;
}

const turned = (role: SourceRole): SourceRole => (role === 'primary' ? 'backup' : 'primary');

const isProven = ({ status, steadyForMs }: SourceHealth, forMs: number): boolean =>
  (status === 'ok' || status === 'degraded') && steadyForMs >= forMs;
