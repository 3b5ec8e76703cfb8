import type { EndReason } from '../../core/takes/take-header.ts';
import type { Log } from '../observe/log.ts';

/** What the operator must know of the recorder, said once in the log and shown until the next take. */
export class TakeAlarm {
  readonly #log: Pick<Log, 'warn' | 'error'>;
  text: string | null = null;
  /** The disk has failed at the take that rolls. */
  isAtRisk = false;

  constructor(log: Pick<Log, 'warn' | 'error'>) {
    this.#log = log;
  }

  clear(): void {
    this.text = null;
    this.isAtRisk = false;
  }

  atRisk(take: string, why: string): void {
    this.isAtRisk = true;
    this.text = `TAKE "${take}" IS AT RISK: the disk has failed (${why}). It goes on in a new file.`;
    this.#log.error(this.text);
  }

  /** `take`: the one that has stopped by it; absent when none could begin. Returns the words. */
  stopped(take: string | undefined, reason: EndReason, message: string): string {
    const what = take ? `TAKE "${take}" HAS STOPPED` : 'NOTHING CAN BE RECORDED';
    const why = reason === 'disk-full' ? 'the disk is full' : message;
    this.text = `${what}: ${why}. The show goes on.`;
    this.#log.error(this.text);
    return this.text;
  }

  resumed(take: string, tornBytes: number): void {
    this.text = `The server has restarted in take "${take}"; it rolls on, with a hole. Look at it after the cut.`;
    this.#log.warn(`${this.text} ${tornBytes} torn bytes were cut off.`);
  }
}
