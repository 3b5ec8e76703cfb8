/** Frames per second as an exact fraction: 24000/1001. */
export interface Rate {
  num: number;
  den: number;
}

/** Length of one frame in ms. */
export const periodMs = (rate: Rate): number => (1000 * rate.den) / rate.num;

/** Show time in ms at which frame k happens: k · wall period, computed without accumulating error. */
export const frameTimeMs = (k: number, rate: Rate): number => (k * 1000 * rate.den) / rate.num;

/** The frame that has begun at `showTimeMs`: the largest k whose time is not later. */
export function frameAt(showTimeMs: number, rate: Rate): number {
  const k = Math.floor((showTimeMs * rate.num) / (1000 * rate.den));
  // The division may round across a frame's edge by one unit in the last place.
  if (frameTimeMs(k + 1, rate) <= showTimeMs) return k + 1;
  return frameTimeMs(k, rate) > showTimeMs ? k - 1 : k;
}
