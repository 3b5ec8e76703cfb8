import type { EndReason, TakeEnd, TakeHeader } from '../../core/takes/take-header.ts';
import type { FoundTake } from './recover-take.ts';

/** What the thread begins with. */
export interface WriterStart {
  memory: SharedArrayBuffer;
  /** Of the takes to be; it may still have to be made. */
  folder: string;
}

/** What the server asks of the thread that writes takes. */
export type ToWriter =
  | {
      type: 'open';
      folder: string;
      header: TakeHeader;
      segment: number;
      nextNumber: number;
      /** Of the ring: nothing older belongs to this take. */
      head: number;
    }
  | { type: 'close'; end: TakeEnd }
  | { type: 'recover'; folder: string; id: string };

/** What became of the files of a take. */
export interface WrittenTake {
  segments: number;
  bytes: number;
  atRisk: boolean;
}

export type FromWriter =
  | { type: 'opened' }
  | { type: 'refused'; reason: EndReason; message: string }
  | { type: 'at-risk'; message: string }
  | { type: 'failed'; reason: EndReason; message: string; written: WrittenTake }
  /** `isWhole`: the end was written, too. */
  | { type: 'closed'; isWhole: boolean; written: WrittenTake }
  | { type: 'recovered'; found: FoundTake | undefined };
