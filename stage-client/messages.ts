import type { OutputReport, Patch, Snapshot, SwitchReport } from '../core/wire/events.ts';
import type { ShowLine } from '../core/wire/pose-session.ts';

/** From the page to its Worker. */
export type ToWorker =
  | {
      type: 'start';
      output: string;
      client: string;
      origin: string;
      memory: SharedArrayBuffer | null;
    }
  | { type: 'report'; report: OutputReport }
  /** How long after its own time the page latches a frame, ms. */
  | { type: 'latches'; waitMs: number }
  | { type: 'prepared'; keys: string[] }
  | { type: 'switched'; report: SwitchReport }
  /** A patch is missing: only a fresh snapshot helps. */
  | { type: 'resync' };

/** State of the two planes, for the page's own alarms. */
export interface LinkState {
  control: boolean;
  pose: boolean;
  clockErrorMs: number;
  roundTripMs: number;
  /** How much faster the server's clock runs than this machine's. */
  skewPpm: number;
}

/** From the Worker to its page. `packet` and `clock` only where memory cannot be shared. */
export type ToPage =
  | { type: 'snapshot'; snapshot: Snapshot }
  | { type: 'patch'; patch: Patch }
  | { type: 'claimed'; output: string; role: 'active' | 'spare' }
  | { type: 'capture'; token: string }
  | { type: 'link'; link: LinkState }
  | { type: 'packet'; k: number; packet: ArrayBuffer; receivedMs: number }
  | { type: 'clock'; line: ShowLine };

/** A clock that page and Worker share: both count from their own origin, the sum is the same. */
export const localNowMs = (): number => performance.timeOrigin + performance.now();
