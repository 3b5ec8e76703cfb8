/** What only the page itself can see of its condition; the server judges window, size and pace. */
export interface PageCondition {
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
