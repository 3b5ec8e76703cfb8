import { type KeptProcess, keepProcess } from './kept-process.ts';
import { type NativeListener, startNativeProcess } from './native-process.ts';

/** A timer that does not keep the program alive. */
export function afterMs(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  timer.unref();
  return () => clearTimeout(timer);
}

/** Keeps the process of an entry module alive, on the machine's own timers. */
export const keepEntry =
  (entry: URL, nowMs: () => number) =>
  (on: NativeListener): KeptProcess =>
    keepProcess(
      { start: (listener) => startNativeProcess(entry, listener), nowMs, after: afterMs },
      on,
    );
