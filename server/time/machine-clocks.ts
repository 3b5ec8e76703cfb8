import { readFileSync } from 'node:fs';
import type { Clocks } from './show-clock.ts';

/** Linux names each run of the machine; elsewhere show time goes on by the wall clock. */
function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

export const machineClocks = (): Clocks => ({
  monotonicMs: () => performance.now(),
  hrtimeNs: () => process.hrtime.bigint(),
  wallClockMs: () => Date.now(),
  bootId: readBootId(),
});
