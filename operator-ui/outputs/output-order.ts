import type { OutputStatus } from '../../core/wire/status.ts';
import { hasWrongMode } from '../timing/sync-words.ts';

/** How bad an output is: higher needs the operator sooner. */
function severity(output: OutputStatus): number {
  if (!output.connected) return 3;
  if (!output.visible) return 2;
  return output.alarms.length > 0 ? 1 : 0;
}

/** Worst first; among equals the order of the show, so that tiles do not wander. */
export function worstFirst(outputs: readonly OutputStatus[]): OutputStatus[] {
  return outputs.toSorted((a, b) => severity(b) - severity(a));
}

/** One word for the tile. */
export function outputWord(output: OutputStatus): string {
  if (!output.connected) return 'NOT OPEN';
  if (!output.visible) return 'HIDDEN';
  if (output.alarms.length === 1 && hasWrongMode(output)) return 'CADENCE';
  return output.alarms.length > 0 ? 'ALARM' : 'OK';
}
