import { useEffect } from 'react';
import type { OutputStatus } from '../../core/wire/status.ts';
import { useShow } from '../link/show-store.ts';
import { MissMinute, missCounts, missTotal } from './miss-minute.ts';

const minutes = new Map<string, MissMinute>();

/** The last minute of an output's misses, as far as this page has seen it. */
export function missMinuteOf(outputId: string): MissMinute {
  let minute = minutes.get(outputId);
  if (!minute) {
    minute = new MissMinute();
    minutes.set(outputId, minute);
  }
  return minute;
}

function see(outputs: readonly OutputStatus[]): void {
  const nowMs = performance.now();
  for (const output of outputs) {
    if (output.connected) missMinuteOf(output.id).see(missTotal(missCounts(output)), nowMs);
  }
}

/** Counts the misses of every output while the component stands, whatever panel is open. */
export function useMissWatch(): void {
  useEffect(
    () =>
      useShow.subscribe(({ status }, before) => {
        if (status && status !== before.status) see(status.outputs);
      }),
    [],
  );
}
