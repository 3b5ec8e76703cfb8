import { emptyHistory } from '../../../core/commands/history.ts';
import type { Show } from '../../../core/show/show-schema.ts';
import { initialState } from '../../../core/show/state.ts';
import type { ChangeEntry } from '../../../server/show/journal.ts';
import { ShowEngine } from '../../../server/show/show-engine.ts';
import { type Clocks, ShowClock } from '../../../server/time/show-clock.ts';
import { sceneIds, twoWalls } from '../../core/show/two-walls.ts';

/** Clocks turned by hand: `pass` moves all of them on, the fields move one alone. */
export class HandClocks implements Clocks {
  bootId = 'boot-1';
  nowMs = 0;
  wallMs = 1_700_000_000_000;
  monotonicMs = (): number => this.nowMs;
  hrtimeNs = (): bigint => BigInt(Math.round(this.nowMs * 1e6));
  wallClockMs = (): number => this.wallMs;

  pass(ms: number): void {
    this.nowMs += ms;
    this.wallMs += ms;
  }
}

/** An engine in memory on clocks turned by hand, with what it would have journalled. */
export function engineOf(show: Show = twoWalls()) {
  const clocks = new HandClocks();
  const journal: ChangeEntry[] = [];
  const engine = new ShowEngine({
    clock: new ShowClock(clocks, undefined, 0),
    session: { state: initialState(show, 0), history: emptyHistory },
    revision: 1,
    sceneIds,
    record: (entry) => journal.push(entry),
  });
  return { engine, clocks, journal };
}
