import type { Desk } from '../link/desk.ts';
import { notify } from '../link/notices.ts';
import { useShow } from '../link/show-store.ts';
import { markRequest, noDraft, rollRequest } from './board.ts';
import { lastTake, useTakes } from './takes-store.ts';

/** What spoils a take by accident must be meant for so long. */
export const holdMs = 1000;

const rolling = () => useShow.getState().replica?.state.takes.rolling ?? null;

let timer: ReturnType<typeof setTimeout> | undefined;

/** REC pressed: rolls at once, and cuts only when it stays pressed. */
export function pressRecord(desk: Desk): void {
  if (!rolling()) {
    void roll(desk);
    return;
  }
  clearTimeout(timer);
  useTakes.setState({ isHolding: true });
  timer = setTimeout(() => {
    releaseRecord();
    void desk.command({ type: 'take.cut' });
  }, holdMs);
}

/** REC let go: a hold that was not long enough was not meant. */
export function releaseRecord(): void {
  clearTimeout(timer);
  if (useTakes.getState().isHolding) useTakes.setState({ isHolding: false });
}

async function roll(desk: Desk): Promise<void> {
  const result = await desk.command(rollRequest(useTakes.getState().draft));
  if (result.ok) useTakes.setState({ draft: noDraft, seenAlarm: null });
}

/** Good or not: the take that was cut last; the same mark again takes it back. */
export function markLast(desk: Desk, good: boolean): void {
  const last = lastTake(useTakes.getState().list);
  if (last && !rolling()) void desk.command(markRequest(last, good));
  else notify('Not marked', 'Good and NG are for the take that was cut last. Cut first.');
}
