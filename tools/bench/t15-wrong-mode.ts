import { displayCadence } from '../../core/time/cadence.ts';
import { hertz, periodMs, type Rate } from '../../core/time/rate.ts';
import { RefreshFit } from '../../core/time/refresh-fit.ts';
import { normal } from './motion/random.ts';

export interface ModeCase {
  display: Rate;
  wall: Rate;
  isRight: boolean;
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
  const wantedHz = beatOf(1000 / refreshMs, hertz(one.wall));
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
    const isJudged = one.isRight ? kind === 'even' : Math.abs(beatHz / wantedHz - 1) < 0.25;
    if (!isJudged) return Number.POSITIVE_INFINITY;
    foundS = Math.min(foundS, ms / 1000);
  }
  return foundS;
}

/** Of the display as it is: up to 100 ppm off its mode. */
function beatOf(displayHz: number, wallHz: number): number {
  return Math.abs(displayHz - Math.max(1, Math.round(displayHz / wallHz)) * wallHz);
}
