export interface Flicker {
  flashesPerSecond: number;
  largestStep: number;
  overS: number;
}

/** A change of relative luminance counts from here on, where the darker side is below `darkerBelow`. */
const flashStep = 0.1;
const darkerBelow = 0.8;

/**
 * General flashes of a series of mean luminances (1 is full drive) at `periodS`: a flash is a pair of opposing
 * changes of a tenth of full drive or more, the darker side below 0.8 (ITU-R BT.1702-3, WCAG 2.2 "general
 * flash"). More than three in a second can harm.
 */
export function flickerOf(means: readonly number[], periodS: number): Flicker {
  const steps = means.slice(1).map((mean, i) => Math.abs(mean - (means[i] ?? mean)));
  const flashes = flashFrames(means);
  return {
    flashesPerSecond: mostWithin(flashes, Math.round(1 / periodS)),
    largestStep: Math.max(0, ...steps),
    overS: Math.max(0, means.length - 1) * periodS,
  };
}

/** The frames at which a pair of opposing changes is complete. */
function flashFrames(means: readonly number[]): number[] {
  const frames: number[] = [];
  let [low, high] = [means[0] ?? 0, means[0] ?? 0];
  let [direction, halves] = [0, 0];
  for (const [i, mean] of means.entries()) {
    low = Math.min(low, mean);
    high = Math.max(high, mean);
    const next = turned(mean, low, high);
    if (next === 0 || next === direction) continue;
    [direction, low, high] = [next, mean, mean];
    halves += 1;
    if (halves % 2 === 0) frames.push(i);
  }
  return frames;
}

/** 1 where the light has risen by a flash's step, −1 where it has fallen, 0 otherwise. */
function turned(mean: number, low: number, high: number): -1 | 0 | 1 {
  if (mean - low >= flashStep && low < darkerBelow) return 1;
  return high - mean >= flashStep && mean < darkerBelow ? -1 : 0;
}

function mostWithin(frames: readonly number[], count: number): number {
  const after = (from: number) => frames.filter((i) => i >= from && i < from + count).length;
  return Math.max(0, ...frames.map(after));
}
