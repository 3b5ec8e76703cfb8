import { environmentKey } from '../../core/show/environment-key.ts';
import type { ShowState } from '../../core/show/state.ts';
import type { OutputStatus } from '../../core/wire/status.ts';

/** How far the outputs are with an environment. */
export interface LoadState {
  ready: number;
  /** Outputs that a take would wait for. */
  counted: number;
  /** Ids of the counted outputs that could not draw it at once. */
  missing: readonly string[];
}

const isCounted = (output: OutputStatus): boolean => output.connected && output.visible;

export function loadState(
  state: ShowState,
  environmentId: string | null,
  outputs: readonly OutputStatus[],
): LoadState {
  const key = environmentKey(state.show, environmentId, state.assets);
  const counted = outputs.filter(isCounted);
  const missing = counted.filter((output) => key === null || !output.prepared.includes(key));
  return {
    ready: counted.length - missing.length,
    counted: counted.length,
    missing: missing.map((output) => output.id),
  };
}

/** `4/4 ready`, `3/4 loading`, or plain words where no output could be ready. */
export function loadText({ ready, counted }: LoadState, isWanted: boolean): string {
  if (counted === 0) return 'no outputs open';
  if (ready === counted) return `${ready}/${counted} ready`;
  if (isWanted) return `${ready}/${counted} loading`;
  return ready === 0 ? 'not loaded' : `${ready}/${counted} loaded`;
}
