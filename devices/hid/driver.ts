import { afterMs, keepEntry } from '../native/keep-entry.ts';
import { startTicker } from '../simulated/ticker.ts';
import type { HidBackend } from './backend.ts';
import { hidFactoryOn } from './hid-factory.ts';
import { jpegAside } from './lights/jpeg-aside.ts';
import { connectNativeHid } from './shared-backend.ts';
import type { HidShell } from './shell.ts';
import { simulatedHid } from './simulator.ts';

const jpegEntry = new URL('./lights/jpeg-process.ts', import.meta.url);

let simulatedCount = 0;

function connectSimulated(nowMs: () => number): HidBackend {
  simulatedCount += 1;
  return simulatedHid({ path: `simulated-${simulatedCount}`, nowMs, startTicker });
}

const shell: HidShell = {
  connect: (match, nowMs) =>
    match === 'simulated' ? connectSimulated(nowMs) : connectNativeHid(nowMs),
  startTicker,
  after: afterMs,
  encodeJpeg: jpegAside({ keep: keepEntry(jpegEntry, () => performance.now()), after: afterMs }),
  claimed: new Set(),
};

/** Pucks, pads, shuttles, key panels and decks at this machine, as cameras and as controls. */
export const hidFactory = hidFactoryOn(shell);
