/** Frames per second as an exact fraction: 24000/1001. */
export interface Rate {
  num: number;
  den: number;
}

/** A rate of film or television by the name that a crew calls it. */
export interface NamedRate extends Rate {
  name: string;
}

const named = (name: string, num: number, den = 1): NamedRate => ({ name, num, den });

/** The rates of film and television, ascending (SMPTE ST 2036-1 and their halves, doubles, multiples of 24). */
export const standardRates: readonly NamedRate[] = [
  named('23.976', 24000, 1001),
  named('24', 24),
  named('25', 25),
  named('29.97', 30000, 1001),
  named('30', 30),
  named('47.952', 48000, 1001),
  named('48', 48),
  named('50', 50),
  named('59.94', 60000, 1001),
  named('60', 60),
  named('71.928', 72000, 1001),
  named('72', 72),
  named('95.904', 96000, 1001),
  named('96', 96),
  named('100', 100),
  named('119.88', 120000, 1001),
  named('120', 120),
];

/** Length of one frame in ms. */
export const periodMs = (rate: Rate): number => (1000 * rate.den) / rate.num;

/** Frames per second, rounded to a double. */
export const hertz = (rate: Rate): number => rate.num / rate.den;

/** Show time in ms at which frame k happens: k · wall period, computed without accumulating error. */
export const frameTimeMs = (k: number, rate: Rate): number => (k * 1000 * rate.den) / rate.num;

/** The frame that has begun at `showTimeMs`: the largest k whose time is not later. */
export function frameAt(showTimeMs: number, rate: Rate): number {
  const k = Math.floor((showTimeMs * rate.num) / (1000 * rate.den));
  // The division may round across a frame's edge by one unit in the last place.
  if (frameTimeMs(k + 1, rate) <= showTimeMs) return k + 1;
  return frameTimeMs(k, rate) > showTimeMs ? k - 1 : k;
}

/**
 * Less than, equal to or greater than 0 as `a` is slower than, the same as or faster than `b`. Exact
 * while the cross products stay below 2^53; 60000/1000 and 60/1 are the same.
 */
export const compareRates = (a: Rate, b: Rate): number => a.num * b.den - b.num * a.den;

export const isSameRate = (a: Rate, b: Rate): boolean => compareRates(a, b) === 0;

/** a/b as a fraction in lowest terms: 60 to 24 is 5/2. Exact while the cross products stay below 2^53. */
export function rateRatio(a: Rate, b: Rate): Rate {
  const num = a.num * b.den;
  const den = a.den * b.num;
  const shared = greatestDivisor(num, den);
  return { num: num / shared, den: den / shared };
}

/** The name of a standard rate; otherwise frames per second with at most three decimals. */
export const rateName = (rate: Rate): string =>
  standardRates.find((standard) => isSameRate(standard, rate))?.name ?? hertzName(hertz(rate));

/** Frames per second in words: at most three decimals, no trailing zeros. */
export const hertzName = (hz: number): string => String(Number(hz.toFixed(3)));

/** The exact rate of a name: a standard rate (`23.976`), a fraction (`24000/1001`), a whole number (`90`). */
export function rateFromName(name: string): Rate | undefined {
  const standard = standardRates.find((rate) => rate.name === name.trim());
  if (standard) return { num: standard.num, den: standard.den };
  const [, num, den = '1'] = /^\s*(\d{1,9})(?:\s*\/\s*(\d{1,6}))?\s*$/.exec(name) ?? [];
  const rate = { num: Number(num), den: Number(den) };
  return rate.num > 0 && rate.den > 0 ? rate : undefined;
}

/** Wall and camera frame times are rounded apart: what differs by less is the same instant. */
const instantMs = 1e-6;

/**
 * Show time in ms at which the camera frame began that holds the instant `targetMs`: for poses that
 * step once per camera frame. `phase` is where camera frame 0 begins, as part (0..1) of a camera period.
 */
export function cameraFrameTimeMs(targetMs: number, camera: Rate, phase: number): number {
  const beginsMs = phase * periodMs(camera);
  return frameTimeMs(frameAt(targetMs - beginsMs + instantMs, camera), camera) + beginsMs;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
