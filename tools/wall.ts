import { setTimeout as wait } from 'node:timers/promises';
import { findChromium } from './setup/chromium.mjs';
import { CHROMIUM_ADVICE } from './setup/chromium-install.mjs';
import { listDisplays } from './setup/displays.mjs';
import { onOrphaned } from './setup/orphan.mjs';
import { readServerKey } from './wall/certificate.ts';
import { chromiumFlags, type Placement, profileFolder } from './wall/flags.ts';
import { failuresAfter, restartDelayMs } from './wall/guard.ts';
import { type KioskLaunch, startKiosk } from './wall/kiosk.ts';
import { parseWallArguments, USAGE, type WallOptions } from './wall/options.ts';
import { isXDisplay, placeWindow } from './wall/placement.ts';
import { watch } from './wall/watch.ts';

const CERTIFICATE_PATIENCE_MS = 3000;

const say = (text: string): void => console.log(text);

/** What keeps a server's certificate from being accepted, in words; `undefined` when nothing does. */
async function certificateComplaint(options: WallOptions): Promise<string | undefined> {
  if (!options.origin.startsWith('https:')) return undefined;
  const key = await readServerKey(options.origin, CERTIFICATE_PATIENCE_MS);
  if (!key || key.isTrusted || key.hash === options.acceptCert) return undefined;
  const seen = `The server at ${options.origin} shows the certificate key ${key.hash}`;
  return options.acceptCert
    ? `${seen}, not the one of --accept-cert. Compare it with what the server prints.`
    : `${seen}.\nIf the server prints the same, add:  --accept-cert ${key.hash}`;
}

async function findPlacement(options: WallOptions) {
  const { display } = options;
  const xDisplay = display && isXDisplay(display) ? display : process.env.DISPLAY;
  const displays = xDisplay && !options.headless ? await listDisplays(xDisplay) : undefined;
  return placeWindow(options, displays, options.headless ? undefined : xDisplay);
}

function launchOf(options: WallOptions, placement: Placement, chromium: string): KioskLaunch {
  const display = placement.xDisplay ? { DISPLAY: placement.xDisplay } : {};
  return {
    chromium,
    flags: chromiumFlags(options, placement, process.getuid?.() === 0),
    profile: profileFolder(options),
    env: { ...process.env, ...display },
  };
}

/** Starts Chromium and guards it, and starts it again whenever it ends, until stopped. */
async function keepRunning(
  options: WallOptions,
  launch: KioskLaunch,
  stop: AbortSignal,
): Promise<void> {
  let failures = 0;
  while (!stop.aborted) {
    const begun = performance.now();
    const reason = await runOnce(options, launch, stop);
    if (stop.aborted) return;
    failures = failuresAfter(failures, performance.now() - begun);
    const delayMs = restartDelayMs(failures);
    say(`Chromium ${reason}. Starting it again in ${delayMs / 1000} s.`);
    await wait(delayMs, undefined, { signal: stop }).catch(() => {});
  }
}

async function runOnce(
  options: WallOptions,
  launch: KioskLaunch,
  stop: AbortSignal,
): Promise<string> {
  try {
    const kiosk = await startKiosk(launch);
    try {
      await kiosk.open(options.pageUrl);
      say(`${options.output}: ${options.origin} is open in Chromium.`);
      return await watch(kiosk, options, say, stop);
    } finally {
      await kiosk.close();
    }
  } catch (error) {
    return `failed: ${error instanceof Error ? error.message : error}`;
  }
}

async function main(): Promise<number> {
  const parsed = parseWallArguments(process.argv.slice(2), process.env);
  if (!parsed.ok) {
    console.error(`${parsed.fault}\n\n${USAGE}`);
    return 2;
  }
  const options = parsed.value;
  const chromium = options.chromium ?? findChromium();
  const placement = await findPlacement(options);
  const complaint = chromium
    ? ((placement.ok ? undefined : placement.fault) ?? (await certificateComplaint(options)))
    : `There is no Chromium here. ${CHROMIUM_ADVICE}`;
  if (!chromium || !placement.ok || complaint) {
    console.error(complaint);
    return 1;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stop.abort());
  }
  onOrphaned(() => stop.abort());
  await keepRunning(options, launchOf(options, placement.value, chromium), stop.signal);
  say(`${options.output}: stopped.`);
  return 0;
}

process.exitCode = await main();
