import type { CommandRequest } from '../../core/commands/table.ts';
import type {
  CommandResult,
  PageKind,
  Patch,
  Snapshot,
  StatusReport,
} from '../../core/wire/events.ts';
import type { ShowLine } from '../../core/wire/pose-session.ts';
import type { LinkHealth } from './link-health.ts';

/** Who opens the link. A page that draws no camera needs no pose plane. */
export interface LinkPage {
  page: Exclude<PageKind, 'stage'>;
  client: string;
  poses: boolean;
}

/** What is worth only its newest value. A part that is absent has not changed. */
export interface News {
  link?: { health: LinkHealth; heardAtMs: number | null };
  status?: StatusReport;
  clock?: { line: ShowLine; roundTripMs: number };
  /** A frame packet as it came; null when the pose plane is gone and older packets no longer count. */
  frame?: ArrayBuffer | null;
}

/** From the page to its Worker. */
export type ToWorker =
  | ({ type: 'start' } & LinkPage)
  | { type: 'command'; id: number; request: CommandRequest }
  /** The newest `news` was taken in: the next may come. */
  | { type: 'next' }
  /** A patch is missing: only a fresh snapshot helps. */
  | { type: 'resync' };

/** From the Worker to its page. All but `news` is in order and complete. Times are `localNowMs`. */
export type ToPage =
  | { type: 'snapshot'; snapshot: Snapshot; outdated: boolean }
  | { type: 'patch'; patch: Patch }
  | { type: 'result'; id: number; result: CommandResult; answeredMs: number }
  | { type: 'news'; news: News };

/** A clock that page and Worker share: both count from their own origin, the sum is the same. */
export const localNowMs = (): number => performance.timeOrigin + performance.now();
