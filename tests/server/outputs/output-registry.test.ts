import { describe, expect, test } from 'vitest';
import { OutputRegistry } from '../../../server/outputs/output-registry.ts';
import { goodReport } from '../../support/statuses.ts';

/** One output on a clock that the test moves. */
function registry() {
  const clock = { nowMs: 0 };
  const outputs = new OutputRegistry({
    nowMs: () => clock.nowMs,
    rate: () => ({ num: 60, den: 1 }),
    outputs: () => [{ id: 'a', size: [16, 16], slices: [], photonDelayMs: 0 }],
  });
  const claim = (client: string) =>
    outputs.claim('a', { client, sameBuild: true, claimed: () => {}, capture: () => {} });
  return { clock, outputs, claim };
}

describe('a page whose connection breaks while it hangs', () => {
  test('does not count as a new one that is still loading', () => {
    const { clock, outputs, claim } = registry();
    const page = claim('page 1');
    outputs.report('a', page, { ...goodReport, k: 1, prepared: ['scene:grid:1'] });
    clock.nowMs = 2000;
    outputs.release('a', page);
    claim('page 1');
    expect(outputs.counted()).toEqual([]);
  });

  test('counts again with its next frame', () => {
    const { clock, outputs, claim } = registry();
    outputs.release('a', claim('page 1'));
    const page = claim('page 1');
    clock.nowMs = 20_000;
    outputs.report('a', page, { ...goodReport, k: 7, prepared: ['scene:grid:1'] });
    expect(outputs.counted().map(({ id }) => id)).toEqual(['a']);
  });
});

test('a page that has only come is waited for while it loads, and no longer than ten seconds', () => {
  const { clock, outputs, claim } = registry();
  claim('page 1');
  clock.nowMs = 9000;
  expect(outputs.counted()).toHaveLength(1);
  clock.nowMs = 10_001;
  expect(outputs.counted()).toHaveLength(0);
});
