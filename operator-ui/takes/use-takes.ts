import { useEffect, useMemo, useState } from 'react';
import { useLive, useShowState } from '../link/show-store.ts';
import { useTicker } from '../link/use-ticker.ts';
import { type BarWords, barWords } from './bar-words.ts';
import { lastTake, refreshRecorder, refreshTakes, useTakes } from './takes-store.ts';
import { isWriting } from './writing-watch.ts';

const rollingEveryMs = 500;
const idleEveryMs = 2000;

/** Keeps list and recorder as the server has them, for as long as the bar stands. */
export function useTakesFeed(): void {
  const live = useLive();
  const changes = useShowState((state) => state.takes.changes);
  const rolling = useShowState((state) => state.takes.rolling?.id) ?? null;
  useEffect(() => {
    if (!live || changes === undefined) return;
    void refreshTakes();
    void refreshRecorder();
  }, [live, changes]);
  useTicker(rolling === null ? idleEveryMs : rollingEveryMs, () => {
    if (live) void refreshRecorder();
  });
}

/** What the bar says now. Looks twice a second, since a silence has no event. */
export function useBarWords(): BarWords {
  const rolling = useShowState((state) => state.takes.rolling) ?? null;
  const isRolling = useShowState((state) => state.rolling) ?? false;
  const { recorder, list, writing, seenAlarm } = useTakes();
  const isLive = useLive();
  const [nowMs, setNowMs] = useState(() => performance.now());
  const id = rolling?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new take begins to be looked at now
  const rolledMs = useMemo(() => performance.now(), [id]);
  useTicker(500, () => setNowMs(performance.now()));
  return barWords({
    rolling,
    isRolling,
    recorder,
    isLive,
    seenAlarm,
    isWriting: isWriting(writing, rolledMs, nowMs),
    last: lastTake(list),
  });
}
