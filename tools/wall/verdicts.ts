import { isSoftwareRenderer } from '../setup/renderer.mjs';

/** What the page says of itself. */
export interface PageReport {
  devicePixelRatio: number;
  innerSize: readonly [number, number];
  /** Times of consecutive animation frames, in ms. */
  frameTimes: readonly number[];
  /** Empty when the page gets no WebGL 2. */
  renderer: string;
  isSecureContext: boolean;
}

/** What the show asks for; what could not be had from the server is undefined. */
export interface Expected {
  size: readonly [number, number] | undefined;
  wallHz: number | undefined;
}

export interface Verdict {
  state: 'ok' | 'warn';
  text: string;
  fix?: string;
}

const FEWEST_INTERVALS = 20;
/** At 60 Hz this is a dropped or doubled frame every 8 seconds. */
const RATE_TOLERANCE = 0.002;

/**
 * The display's refresh rate in Hz from the times of animation frames; frames that came late because
 * the page was busy are left out. `undefined` when too few are left to tell.
 */
export function refreshHz(frameTimes: readonly number[]): number | undefined {
  const intervals = frameTimes.slice(1).map((time, i) => time - (frameTimes[i] ?? time));
  const median = intervals.toSorted((a, b) => a - b)[intervals.length >> 1] ?? 0;
  const steady = intervals.filter((interval) => interval > median / 1.5 && interval < median * 1.5);
  if (steady.length < FEWEST_INTERVALS) return undefined;
  return (1000 * steady.length) / steady.reduce((sum, interval) => sum + interval, 0);
}

/** One verdict on each thing that makes a wall right, with the fix where it is wrong. */
export function judge(report: PageReport, expected: Expected): Verdict[] {
  return [
    judgeRatio(report.devicePixelRatio),
    judgeSize(report.innerSize, expected.size),
    judgeRefresh(refreshHz(report.frameTimes), expected.wallHz),
    judgeRenderer(report.renderer),
    judgeContext(report.isSecureContext),
  ];
}

function ok(text: string): Verdict {
  return { state: 'ok', text };
}

function warn(text: string, fix: string): Verdict {
  return { state: 'warn', text, fix };
}

function judgeRatio(ratio: number): Verdict {
  if (ratio === 1) return ok('device pixel ratio 1');
  return warn(
    `device pixel ratio ${ratio}`,
    'Set the scale of this display to 100 % and its zoom to none',
  );
}

function judgeSize(inner: readonly [number, number], size: Expected['size']): Verdict {
  const is = `size ${inner[0]}×${inner[1]}`;
  if (!size) return warn(is, 'The server did not tell the size of the output: is its id right?');
  if (inner[0] === size[0] && inner[1] === size[1]) return ok(`${is}, as the output asks`);
  // Chromium makes a window of the display's size one pixel smaller and leaves the rest to the
  // window manager (seen with 156 on a bare X server).
  const isUnmanaged = inner[0] === size[0] - 1 && inner[1] === size[1] - 1;
  return warn(
    `${is}, but the output is ${size[0]}×${size[1]}`,
    isUnmanaged
      ? 'No window manager runs on this display: start one there (openbox, matchbox)'
      : 'Set the mode of the display (or --window X,Y,W,H) to the size of the output',
  );
}

function judgeRefresh(hz: number | undefined, wallHz: number | undefined): Verdict {
  if (hz === undefined)
    return warn('refresh rate unknown', 'The page draws too slowly to tell: see graphics');
  const is = `refresh rate ${hz.toFixed(2)} Hz`;
  if (wallHz === undefined) return ok(is);
  const perFrame = Math.round(hz / wallHz);
  if (perFrame >= 1 && Math.abs(hz / (perFrame * wallHz) - 1) <= RATE_TOLERANCE) {
    return ok(`${is} for a wall rate of ${wallHz.toFixed(2)} Hz`);
  }
  return warn(
    `${is}, but the wall rate is ${wallHz.toFixed(2)} Hz: frames drop or double`,
    'Set the display to the wall rate or a whole multiple, or change rates.wall in the show',
  );
}

function judgeRenderer(renderer: string): Verdict {
  if (renderer === '') return warn('no WebGL 2', 'Install the graphics driver of this machine');
  if (!isSoftwareRenderer(renderer)) return ok(`graphics ${renderer}`);
  return warn(`graphics in software (${renderer})`, 'A wall needs a GPU: install its driver');
}

function judgeContext(isSecure: boolean): Verdict {
  if (isSecure) return ok('secure context');
  return warn(
    'no secure context: no shared memory',
    'Serve by HTTPS (--lan), or add --trust-origin',
  );
}
