import { afterMs, keepEntry } from '../native/keep-entry.ts';
import type { HidBackend } from './backend.ts';
import { NativeHidBackend } from './native-backend.ts';

const entry = new URL('./host/hid-process.ts', import.meta.url);

/** One process holds the library for all devices; it lives as long as somebody uses it. */
let shared: { backend: HidBackend; users: number } | undefined;

/** The HID devices of this machine. Closing gives up one's share, and with the last the process ends. */
export function connectNativeHid(nowMs: () => number): HidBackend {
  shared ??= { backend: startBackend(nowMs), users: 0 };
  const mine = shared;
  mine.users += 1;
  let isClosed = false;
  return {
    list: () => mine.backend.list(),
    open: (path, on) => mine.backend.open(path, on),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      mine.users -= 1;
      if (mine.users > 0) return;
      if (shared === mine) shared = undefined;
      await mine.backend.close();
    },
  };
}

const startBackend = (nowMs: () => number): HidBackend =>
  new NativeHidBackend({ after: afterMs, keep: keepEntry(entry, nowMs) });
