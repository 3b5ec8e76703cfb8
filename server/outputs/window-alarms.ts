import type { OutputReport } from '../../core/wire/events.ts';

/** What the operator should know about a page that draws an output. Pure. */
export interface AlarmInput {
  report: OutputReport;
  size: readonly [number, number];
  /** Since the page last drew a new frame, ms. */
  sinceFrameMs: number;
  sameBuild: boolean;
}

/** A page that has drawn nothing for this long counts no more (DESIGN section 6). */
export const silentFrameMs = 1000;

export function outputAlarms({ report, size, sinceFrameMs, sameBuild }: AlarmInput): string[] {
  const [width, height] = size;
  const [windowWidth, windowHeight] = report.windowSize;
  const alarms: string[] = [];
  if (!report.visible) alarms.push('The page is hidden: bring its window to the front.');
  if (report.visible && sinceFrameMs > silentFrameMs) {
    alarms.push(`No frame for ${(sinceFrameMs / 1000).toFixed(1)} s.`);
  }
  if (windowWidth !== width || windowHeight !== height) {
    alarms.push(
      `The window has ${windowWidth} × ${windowHeight} pixels, the output ${width} × ${height}: the picture stays unscaled at the top left.`,
    );
  }
  if (report.devicePixelRatio !== 1) {
    alarms.push(
      `The window is scaled by ${report.devicePixelRatio}: start it with device pixel ratio 1.`,
    );
  }
  if (!sameBuild) alarms.push('The page is of another build: reload it.');
  for (const { key, reason } of report.failed) alarms.push(`Cannot prepare ${key}: ${reason}`);
  return [...alarms, ...report.alarms];
}
