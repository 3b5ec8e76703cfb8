import type { Result } from '../../core/result.ts';
import type { Display } from '../setup/displays.mjs';
import type { Placement } from './flags.ts';
import type { WallOptions } from './options.ts';

/** Whether DISPLAY names an X server (`:0`, `host:0.1`) and not a display of it. */
export function isXDisplay(display: string): boolean {
  return /:\d+(\.\d+)?$/.test(display);
}

/**
 * Where the window goes.
 * @param displays those of the X server, in xrandr's order; `undefined` when it could not be asked
 * @param xDisplay the X server that was asked
 */
export function placeWindow(
  { display, window }: Pick<WallOptions, 'display' | 'window'>,
  displays: readonly Display[] | undefined,
  xDisplay: string | undefined,
): Result<Placement, string> {
  if (window) return { ok: true, value: { xDisplay, window } };
  if (display === undefined || isXDisplay(display)) {
    return { ok: true, value: { xDisplay, window: displays?.[0]?.window } };
  }
  const chosen = displays?.find(({ name }, i) => name === display || String(i + 1) === display);
  if (chosen) return { ok: true, value: { xDisplay, window: chosen.window } };
  const known = displays?.map(({ name }, i) => `${i + 1} ${name}`).join(', ');
  const advice = known
    ? `There are: ${known}.`
    : 'They could not be listed (xrandr): give --window X,Y,W,H instead.';
  return { ok: false, fault: `There is no display "${display}" here. ${advice}` };
}
