import type { startTicker } from '../simulated/ticker.ts';
import type { HidBackend } from './backend.ts';
import type { EncodeJpeg } from './lights/jpeg-aside.ts';
import type { HidMatch } from './match.ts';

/** What a HID device takes from outside: the library, time, and a JPEG encoder. Tests hand in theirs. */
export interface HidShell {
  /** A backend of one's own to close; `nowMs` is its monotonic clock. */
  connect: (match: HidMatch, nowMs: () => number) => HidBackend;
  startTicker: typeof startTicker;
  /** Calls `run` once after `ms`, unless the returned function is called before. */
  after: (ms: number, run: () => void) => () => void;
  encodeJpeg: EncodeJpeg;
  /** Paths that devices of this program have open: no two of them take the same. */
  claimed: Set<string>;
}
