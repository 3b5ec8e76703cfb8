import type { NativeListener, NativeProcess } from './native-process.ts';

export interface KeptProcess {
  /** `false`: the process is down and comes back by itself. */
  send(message: object): boolean;
  /** Ends a process that no longer answers; it comes back like one that crashed. */
  restart(reason: string): void;
  close(): Promise<void>;
}

/** How a process is started and what time it is; tests hand in their own. */
export interface Keeping {
  start: (on: NativeListener) => NativeProcess;
  /** Monotonic ms. */
  nowMs: () => number;
  /** Calls `run` once after `ms`, unless the returned function is called before. */
  after: (ms: number, run: () => void) => () => void;
}

const firstDelayMs = 1000;
const longestDelayMs = 30_000;

/** How long to wait after `failures` earlier ones in a row: 1 s, doubling up to 30 s. */
export const backOffMs = (failures: number): number =>
  Math.min(longestDelayMs, firstDelayMs * 2 ** failures);

/**
 * Keeps one native process alive: starts it now, and again after every end, later each time it does
 * not live for 30 s. `on.ended` says each end.
 */
export function keepProcess(how: Keeping, on: NativeListener): KeptProcess {
  let running: NativeProcess | undefined;
  let cancelStart: (() => void) | undefined;
  let startedMs = 0;
  let failures = 0;
  /** Which start a call belongs to: a process that was given up may still speak. */
  let round = 0;
  const start = (): void => {
    cancelStart = undefined;
    round += 1;
    const mine = round;
    startedMs = how.nowMs();
    running = how.start({
      message: (message) => {
        if (mine === round) on.message(message);
      },
      ended: (reason) => {
        if (mine === round) lose(reason);
      },
    });
  };
  const lose = (reason: string): void => {
    round += 1;
    running = undefined;
    if (how.nowMs() - startedMs >= longestDelayMs) failures = 0;
    cancelStart = how.after(backOffMs(failures), start);
    failures += 1;
    on.ended(reason);
  };
  start();
  return {
    send: (message) => {
      running?.send(message);
      return running !== undefined;
    },
    restart: (reason) => {
      const given = running;
      if (!given) return;
      lose(reason);
      void given.close();
    },
    close: async () => {
      round += 1;
      cancelStart?.();
      const last = running;
      running = undefined;
      await last?.close();
    },
  };
}
