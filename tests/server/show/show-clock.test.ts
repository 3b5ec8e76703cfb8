import { describe, expect, it } from 'vitest';
import { ShowClock } from '../../../server/time/show-clock.ts';
import { HandClocks } from './engine-fixture.ts';

/** Runs a clock for a minute and restarts it after `change`. */
function restarted(change: (clocks: HandClocks) => void, journalledMs = 0) {
  const clocks = new HandClocks();
  const first = new ShowClock(clocks, undefined, 0);
  clocks.pass(60_000);
  const anchor = first.anchor();
  change(clocks);
  return { first, second: new ShowClock(clocks, anchor, journalledMs) };
}

describe('show time', () => {
  it('goes on over a restart as if nothing had been', () => {
    const { first, second } = restarted((clocks) => clocks.pass(1234.5));
    expect(second.nowMs()).toBeCloseTo(first.nowMs(), 6);
    expect(second.nowMs()).toBeCloseTo(61_234.5, 6);
  });

  it.each([3_600_000, -3_600_000])('does not follow a wall clock that jumps by %d ms', (jump) => {
    const { second } = restarted((clocks) => {
      clocks.pass(500);
      clocks.wallMs += jump;
    });
    expect(second.nowMs()).toBeCloseTo(60_500, 6);
  });

  it('goes on by the wall clock after the machine was started anew', () => {
    const { second } = restarted((clocks) => {
      clocks.bootId = 'boot-2';
      clocks.nowMs = 30;
      clocks.wallMs += 90_000;
    });
    expect(second.nowMs()).toBeCloseTo(150_000, 6);
  });

  it('never goes back, though wall clock and hrtime did', () => {
    const { second } = restarted((clocks) => {
      clocks.bootId = 'boot-2';
      clocks.nowMs = 0;
      clocks.wallMs -= 86_400_000;
    }, 61_500);
    expect(second.nowMs()).toBeGreaterThanOrEqual(61_500);
  });

  it('is not before the newest moment in the journal', () => {
    const { second } = restarted(() => {}, 75_000);
    expect(second.nowMs()).toBe(75_000);
  });

  it('has a new epoch after each start', () => {
    const { first, second } = restarted(() => {});
    expect([first.epoch, second.epoch]).toEqual([1, 2]);
  });
});
