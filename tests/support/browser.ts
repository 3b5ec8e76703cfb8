import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** No GPU, no background traffic; the same on every machine. */
export const graphicsFlags = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Every page draws at full rate, whatever window is in front. */
const flags = [
  ...graphicsFlags,
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

export const chromiumPath = (): string => process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

export const launchBrowser = (
  args: string[] = [],
  executablePath = chromiumPath(),
): Promise<Browser> =>
  chromium.launch({
    executablePath,
    ignoreDefaultArgs: ['--headless', '--hide-scrollbars'],
    args: ['--headless=new', ...flags, ...args],
  });

/** What a page did wrong: errors, console errors, and requests that left the server. */
export interface PageFaults {
  errors: string[];
  foreign: string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  size: readonly [number, number],
  options: { context?: BrowserContext; ignoreHTTPSErrors?: boolean } = {},
): Promise<{ page: Page; context: BrowserContext; faults: PageFaults }> {
  const context =
    options.context ??
    (await browser.newContext({
      viewport: { width: size[0], height: size[1] },
      deviceScaleFactor: 1,
      ignoreHTTPSErrors: options.ignoreHTTPSErrors ?? false,
    }));
  const page = await context.newPage();
  const faults: PageFaults = { errors: [], foreign: [] };
  const { host } = new URL(url);
  page.on('pageerror', (error) => faults.errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.errors.push(message.text());
  });
  const judge = (address: string) => {
    const target = new URL(address);
    const isOwn = target.host === host || ['data:', 'blob:'].includes(target.protocol);
    if (!isOwn) faults.foreign.push(address);
  };
  context.on('request', (request) => judge(request.url()));
  page.on('websocket', (socket) => judge(socket.url()));
  await page.goto(url);
  return { page, context, faults };
}
