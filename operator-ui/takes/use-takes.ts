import { useEffect, useMemo, useState } from 'react';
import type { RecorderStatus } from '../../core/takes/take-summary.ts';
import { useLive, useShow, useShowState } from '../link/show-store.ts';
import { useTicker } from '../link/use-ticker.ts';
import { type BarWords, barWords } from './bar-words.ts';
import { lastTake, refreshTakes, useTakes, watchRecorder } from './takes-store.ts';
import { isWriting } from './writing-watch.ts';

/** What the recorder does, as the newest status says. */
export const useRecorder = (): RecorderStatus | null =>
  useShow((store) => store.status?.recorder ?? null);

/** Keeps the list as the server has it and watches the recorder, for as long as the bar stands. */
export function useTakesFeed(): void {
  const live = useLive();
  const changes = useShowState((state) => state.takes.changes);
  useEffect(() => {
    if (live && changes !== undefined) void refreshTakes();
  }, [live, changes]);
  useEffect(
    () =>
      useShow.subscribe(({ status }, before) => {
        if (status && status !== before.status) watchRecorder(status.recorder);
      }),
    [],
  );
}

/** What the bar says now. Looks twice a second, since a silence has no event. */
export function useBarWords(): BarWords {
  const rolling = useShowState((state) => state.takes.rolling) ?? null;
  const isRolling = useShowState((state) => state.rolling) ?? false;
  const recorder = useRecorder();
  const { list, writing, seenAlarm } = useTakes();
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
