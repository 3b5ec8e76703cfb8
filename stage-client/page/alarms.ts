import type { WindowCondition } from './window-watch.ts';

/** What only the page itself can see of its condition; the server judges window, size and pace. */
export interface PageCondition extends WindowCondition {
  isSecure: boolean;
  sharedMemory: boolean;
  isSoftware: boolean;
  contextLost: boolean;
  poseLink: boolean;
}

/** What the operator must know of this output, worst first; each says what to do. */
export function pageAlarms(page: PageCondition): string[] {
  const alarms: [boolean, string][] = [
    [page.contextLost, 'The graphics context was lost; it is being made anew.'],
    [
      // A processor that draws falls behind by itself.
      page.isOccluded && !page.isSoftware,
      'The browser gives this window no refresh: another window covers it, or its display is off.',
    ],
    [
      page.lostFullscreen,
      'The page has lost fullscreen: press F11 in it, or start it again with npm run wall.',
    ],
    [
      !page.coversDisplay && !page.lostFullscreen,
      'The window does not cover its display: the desktop composes the picture, a refresh or more later, and may tear it. Press F11 in it, or start it with npm run wall.',
    ],
    [
      page.zoom !== 1,
      `The page is zoomed to ${Math.round(page.zoom * 100)} %: press Ctrl and 0 in it.`,
    ],
    [!page.poseLink, 'No poses arrive from the server; the last ones are held.'],
    [
      !page.sharedMemory,
      page.isSecure
        ? 'No shared memory with the Worker: poses come by messages, up to a frame later.'
        : 'Plain HTTP off loopback: no shared memory, so poses come by messages, up to a frame later, and no wake lock. Open the page by HTTPS (--lan).',
    ],
    [
      page.isSoftware,
      'Drawn by the processor: no GPU was found, so scenes take their lowest quality.',
    ],
  ];
  return alarms.filter(([isRaised]) => isRaised).map(([, text]) => text);
}
