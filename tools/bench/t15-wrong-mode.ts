import { displayCadence } from '../../core/time/cadence.ts';
import { periodMs, type Rate } from '../../core/time/rate.ts';
import { RefreshFit } from '../../core/time/refresh-fit.ts';
import { normal } from './motion/random.ts';

export interface ModeCase {
  display: Rate;
  wall: Rate;
  /** Beat to be named, Hz; 0 for a display that is right and must not be called wrong. */
  beatHz: number;
}

const checkMs = 500;
const watchedMs = 60_000;

/**
 * Seconds until a display is judged as it is, from its first refresh. Infinite when the verdict does
 * not come within a minute, names another beat, or is a false alarm at any time in it.
 */
export function judgedAfterS(one: ModeCase, random: () => number): number {
  const refreshMs = periodMs(one.display) / (1 + (random() < 0.5 ? -100e-6 : 100e-6));
  const jitterMs = 0.2 + 0.8 * random();
  const fit = new RefreshFit();
  let foundS = Number.POSITIVE_INFINITY;
  let nextMs = checkMs;
  for (let ms = 0; ms < watchedMs; ms += refreshMs) {
    fit.add(ms + normal(random) * jitterMs);
    if (ms < nextMs) continue;
    nextMs += checkMs;
    if (!fit.measure()) continue;
    const { kind, beatHz } = displayCadence(fit.periodMs, fit.periodErrorMs, one.wall);
    if (kind === 'unknown') continue;
    if (!isRight(kind === 'even' ? 0 : beatHz, one.beatHz)) return Number.POSITIVE_INFINITY;
    foundS = Math.min(foundS, ms / 1000);
  }
  return foundS;
}

/** The display is up to 100 ppm off its mode, so its beat is not quite that of the modes. */
const isRight = (beatHz: number, wanted: number): boolean =>
  wanted === 0 ? beatHz === 0 : beatHz > 0 && Math.abs(beatHz / wanted - 1) < 0.25;
