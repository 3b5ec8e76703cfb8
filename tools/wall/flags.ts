import { join } from 'node:path';
import type { WallOptions, WindowRectangle } from './options.ts';

/** What a kiosk needs on every machine. */
const KIOSK = [
  '--kiosk',
  '--force-device-scale-factor=1',
  '--force-color-profile=srgb',
  '--ignore-gpu-blocklist',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
];

/** A covered or unfocused wall must go on drawing. */
const NEVER_SLOW_DOWN = [
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-features=CalculateNativeWinOcclusion,Translate',
];

/** Nothing may pop up over the picture, and nothing may call out. */
const SAY_NOTHING = [
  '--no-first-run',
  '--no-default-browser-check',
  '--noerrdialogs',
  '--disable-session-crashed-bubble',
  '--hide-crash-restore-bubble',
  '--disable-hang-monitor',
  '--password-store=basic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where the wall's window goes; `undefined` leaves it to the window manager. */
export interface Placement {
  /** The X display, in Chromium's DISPLAY. */
  xDisplay: string | undefined;
  window: WindowRectangle | undefined;
}

/**
 * The folder of an output's own browser profile. Two windows of one profile would share a process
 * and land on one display.
 */
export function profileFolder(options: Pick<WallOptions, 'dataDir' | 'output'>): string {
  return join(options.dataDir, 'wall-profiles', encodeURIComponent(options.output));
}

/**
 * Chromium's command line for one output. The page's address is not in it: it may carry the key, and
 * every user of the machine can read a command line.
 */
export function chromiumFlags(
  options: WallOptions,
  placement: Placement,
  isRoot: boolean,
): string[] {
  const [x, y, width, height] = placement.window ?? [];
  return [
    ...KIOSK,
    ...NEVER_SLOW_DOWN,
    ...SAY_NOTHING,
    `--user-data-dir=${profileFolder(options)}`,
    '--remote-debugging-pipe',
    ...(placement.window
      ? [`--window-position=${x},${y}`, `--window-size=${width},${height}`]
      : []),
    ...(placement.xDisplay ? ['--ozone-platform=x11'] : []),
    ...(options.trustOrigin
      ? [`--unsafely-treat-insecure-origin-as-secure=${options.origin}`]
      : []),
    ...(options.acceptCert ? [`--ignore-certificate-errors-spki-list=${options.acceptCert}`] : []),
    ...(options.headless ? headlessFlags(placement.window) : []),
    // Chromium refuses to run as root in its sandbox.
    ...(isRoot ? ['--no-sandbox'] : []),
    '--app=about:blank',
  ];
}

/** A kiosk fills its display, so the display that headless Chromium pretends gets the window's size. */
function headlessFlags(window: WindowRectangle | undefined): string[] {
  const pretended = window ? [`--screen-info={${window[2]}x${window[3]}}`] : [];
  return ['--headless=new', '--enable-unsafe-swiftshader', ...pretended];
}
