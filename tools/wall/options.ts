import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Result } from '../../core/result.ts';
import { dataFolder } from '../setup/data-folder.mjs';

/** x, y, width, height in the pixels of the X display. */
export type WindowRectangle = readonly [number, number, number, number];

export interface WallOptions {
  /** Scheme, host and port of the server. */
  origin: string;
  /** What is opened, with the key in its fragment when one was given. */
  pageUrl: string;
  key: string | undefined;
  output: string;
  /** An X display (`:0`), or a connector's name or place in xrandr's list. */
  display: string | undefined;
  window: WindowRectangle | undefined;
  trustOrigin: boolean;
  /** SHA-256 of the server's public key, base64. */
  acceptCert: string | undefined;
  headless: boolean;
  chromium: string | undefined;
  dataDir: string;
}

export const USAGE = `Usage: npm run wall -- URL OUTPUT [DISPLAY] [options]

  URL        address of the server, as it prints it: http://127.0.0.1:8080
             or https://10.0.0.5:8080/?key=… (or #key=…; quote it)
  OUTPUT     id of the output in the show
  DISPLAY    an X display (:0), or a display of it by name (HDMI-1) or number (1, 2, …)

  --window X,Y,W,H     place of the window, where no xrandr can tell it
  --trust-origin       treat a plain-HTTP server as secure (shared memory and more)
  --accept-cert HASH   accept the server's own certificate: SHA-256 of its public key, base64
  --chromium PATH      the Chromium to use
  --data-dir DIR       where its profile is kept
  --headless           no window: for trying it out`;

const OPTIONS = {
  window: { type: 'string' },
  'trust-origin': { type: 'boolean' },
  'accept-cert': { type: 'string' },
  chromium: { type: 'string' },
  'data-dir': { type: 'string' },
  headless: { type: 'boolean' },
} as const;

/** Reads the command line of `npm run wall`. The fault is one sentence for the person who typed it. */
export function parseWallArguments(
  args: string[],
  env: NodeJS.ProcessEnv,
): Result<WallOptions, string> {
  const parsed = readArguments(args);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  const [address, output, display, ...rest] = positionals;
  if (!address || !output) return fault('URL and OUTPUT are needed.');
  if (rest.length > 0) return fault(`"${rest.join(' ')}" is one word too many.`);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    return fault(`"${address}" is no address: write http://HOST:PORT or https://HOST:PORT.`);
  }
  const window = values.window === undefined ? undefined : parseWindow(values.window);
  if (values.window !== undefined && !window) {
    return fault(`--window is X,Y,W,H in whole pixels, not "${values.window}".`);
  }
  const key = keyIn(url);
  const fragment = key ? `#key=${encodeURIComponent(key)}` : '';
  return {
    ok: true,
    value: {
      origin: url.origin,
      pageUrl: `${url.origin}/stage/${encodeURIComponent(output)}${fragment}`,
      key,
      output,
      display,
      window,
      trustOrigin: values['trust-origin'] ?? false,
      acceptCert: values['accept-cert'],
      headless: values.headless ?? false,
      chromium: values.chromium,
      dataDir: values['data-dir'] ? resolve(values['data-dir']) : dataFolder(env),
    },
  };
}

/** The key, in the fragment or in the query: the server prints addresses with the latter. */
function keyIn({ hash, searchParams }: URL): string | undefined {
  return new URLSearchParams(hash.slice(1)).get('key') ?? searchParams.get('key') ?? undefined;
}

function readArguments(args: string[]) {
  try {
    const value = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    return { ok: true as const, value };
  } catch (error) {
    return fault(error instanceof Error ? error.message : String(error));
  }
}

function fault(text: string): { ok: false; fault: string } {
  return { ok: false, fault: text };
}

function parseWindow(text: string): WindowRectangle | undefined {
  const match = /^(-?\d+),(-?\d+),(\d+),(\d+)$/.exec(text);
  if (!match) return undefined;
  const [x = 0, y = 0, width = 0, height = 0] = match.slice(1).map(Number);
  return width > 0 && height > 0 ? [x, y, width, height] : undefined;
}
