import { hertzName, periodMs, type Rate, rateName } from './rate.ts';

/** A tick of the reference: a refresh of the reference output, or a frame edge of timecode. */
export interface ReferenceTick {
  /** When it happened on the machine's monotonic clock, ms. */
  rawMs: number;
  /** From one tick to the next on that clock, ms. */
  periodMs: number;
  /** Standard errors of both, ms (`RefreshFit`). */
  errorMs: number;
  periodErrorMs: number;
}

/** How the reference's ticks lie under the wall's frames: the finer of both rows is the grid. */
export interface ReferenceGrid {
  /** Spacing in show time, ms. */
  gridMs: number;
  /** Spacing as the reference gives it, ms of the machine's clock. */
  rawGridMs: number;
  /** How much faster the reference runs than the machine's clock says the wall should, as a fraction. */
  rate: number;
}

/** Beyond this the two rows have no common grid, whatever a clock may do. */
const nearlyWhole = 0.005;

/**
 * The common grid of a reference and a wall: m ticks to a frame (120 Hz under 60), or n frames to a
 * tick (timecode 24 over a wall at 48). Undefined where neither is a whole number.
 */
export function referenceGrid(tickMs: number, wall: Rate): ReferenceGrid | undefined {
  const frameMs = periodMs(wall);
  const ticksPerFrame = Math.max(1, Math.round(frameMs / tickMs));
  const framesPerTick = Math.max(1, Math.round(tickMs / frameMs));
  const gridMs = frameMs / ticksPerFrame;
  const rawGridMs = tickMs / framesPerTick;
  const rate = gridMs / rawGridMs - 1;
  return Math.abs(rate) <= nearlyWhole ? { gridMs, rawGridMs, rate } : undefined;
}

/**
 * How far show time is ahead of where the reference wants it, in ms, within half a grid: frames are to
 * begin half a grid away from the ticks. `rawMs` and `showMs` are one instant, the tick any near one.
 */
export function aheadOfGridMs(
  { gridMs, rawGridMs }: ReferenceGrid,
  tickRawMs: number,
  rawMs: number,
  showMs: number,
): number {
  const wanted = (rawMs - tickRawMs) / rawGridMs + 0.5;
  return nearestTurn(showMs / gridMs - wanted) * gridMs;
}

/** The same place on a grid of turns, within ±½. */
export const nearestTurn = (turns: number): number => turns - Math.round(turns);

/** Why a reference cannot lead this wall. */
export const misfitText = (tickMs: number, wall: Rate): string =>
  `The reference runs at ${hertzName(Number((1000 / tickMs).toFixed(2)))} Hz, the wall at ${rateName(wall)}: the frame clock cannot follow it.`;
