import { median } from '../../bench.ts';

/** One drawn frame: ms since 1970, and 0 red, 1 green, 2 blue or −1 for none of them. */
export type LoggedFrame = [timeMs: number, colour: number];

/** A cut as it was asked for. */
export interface AskedCut {
  askedMs: number;
  colour: number;
}

/** A cut as a wall of several pages showed it. */
export interface SeenCut {
  /** Between the first page that drew the new environment and the last. */
  skewMs: number;
  /** The same, in steady frames of the pages. */
  skewFrames: number;
  /** Longest frame of any page around its switch, over the larger steady median of that page. */
  longestToSteady: number;
  /** The same around a frame well before the cut, while nothing changes. */
  quietToSteady: number;
}

declare global {
  // In the pages only, by page/frame-log.ts.
  var frameLog: LoggedFrame[];
}

/** Frames before and after a switch that belong to it. */
const around = 2;
/** Frames near a switch that are not counted as steady. */
const unsteady = 4;

/** Undefined when a page never showed the new environment. */
export function seenCut(
  pages: readonly LoggedFrame[][],
  cut: AskedCut,
  quietMs: number,
): SeenCut | undefined {
  const switches = pages.map((log) =>
    log.findIndex(([timeMs, colour]) => timeMs > cut.askedMs && colour === cut.colour),
  );
  if (switches.some((at) => at < 1)) return undefined;
  const times = switches.map((at, page) => pages[page]?.[at]?.[0] ?? Number.NaN);
  const longest = (at: (log: LoggedFrame[], page: number) => number) =>
    Math.max(...pages.map((log, page) => longestToSteady(log, at(log, page), switches[page] ?? 0)));
  const skewMs = Math.max(...times) - Math.min(...times);
  return {
    skewMs,
    skewFrames: skewMs / median(pages.map((log) => steadyMs(log, cut.colour))),
    longestToSteady: longest((_, page) => switches[page] ?? 0),
    quietToSteady: longest((log) => log.findIndex(([timeMs]) => timeMs > quietMs)),
  };
}

function longestToSteady(log: LoggedFrame[], at: number, switchedAt: number): number {
  const gaps = Array.from({ length: 2 * around + 1 }, (_, i) => gapMs(log, at - around + i));
  const colours = [log[switchedAt - 1]?.[1], log[switchedAt]?.[1]];
  const steady = Math.max(...colours.map((colour) => steadyMs(log, colour ?? -1)));
  return Math.max(...gaps.filter(Number.isFinite)) / steady;
}

const gapMs = (log: LoggedFrame[], at: number): number =>
  (log[at]?.[0] ?? Number.NaN) - (log[at - 1]?.[0] ?? Number.NaN);

/** Median frame of a page while it shows one environment and nothing changes. */
export function steadyMs(log: LoggedFrame[], colour: number): number {
  const gaps: number[] = [];
  for (let at = unsteady; at + unsteady < log.length; at++) {
    const window = log.slice(at - unsteady, at + unsteady + 1);
    if (window.every(([, each]) => each === colour)) gaps.push(gapMs(log, at));
  }
  return median(gaps);
}
