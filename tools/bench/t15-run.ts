import { periodMs, type Rate } from '../../core/time/rate.ts';
import type { ReferenceTick } from '../../core/time/reference-grid.ts';
import { RefreshFit } from '../../core/time/refresh-fit.ts';
import { SlipMeter } from '../../core/time/slip-meter.ts';
import { normal } from './motion/random.ts';
import { Page, ShowClock, tickOf, Wire } from './t15-clocks.ts';

/** A display, and what the frame clock follows: the display itself or a timecode from the same house clock. */
export interface CadenceCase {
  wall: Rate;
  display: Rate;
  timecode?: Rate;
  /** How fast the house runs against the server's clock, parts per million. */
  ppm: number;
}

export interface CadenceRun {
  /** From the display's first refresh until the page hears of the lock, s; infinite if it never came. */
  lockS: number;
  /** Frames shown too often, too short or never, from the lock on. */
  slips: number;
}

const minutes = 10;
const runMs = minutes * 60_000;
const reportMs = 500;
/** While no grid is known there is nothing to report; it is tried again soon. */
const retryMs = 100;
const delayMs = 100;
const clockMs = 100;
/** The free-running planner has no lock: its slips count from when a lock must have been. */
const freeFromMs = 5000;

/** Ten simulated minutes. `random` draws phases, jitter (0.2–1 ms RMS), clock error and delays. */
export function runCadence(one: CadenceCase, isLocked: boolean, random: () => number): CadenceRun {
  const house = 1 + one.ppm * 1e-6;
  const refreshMs = periodMs(one.display) / house;
  const jitterMs = 0.2 + 0.8 * random();
  const clock = new ShowClock(one.wall, isLocked);
  const page = new Page(one.wall);
  const toServer = new Wire<ReferenceTick>();
  const toPage = new Wire<ShowClock['line']>();
  const timecode = one.timecode && new Timecode(periodMs(one.timecode) / house, jitterMs, random);
  const clockError = wanderingError(random);
  const slips = new SlipMeter(Math.max(1, Math.round(periodMs(one.wall) / refreshMs)));
  let lockMs = isLocked ? Number.POSITIVE_INFINITY : freeFromMs;
  let nextReportMs = random() * reportMs;
  let nextClockMs = 0;
  for (let ms = random() * refreshMs; ms < runMs; ms += refreshMs) {
    timecode?.runTo(ms);
    for (let tick = toServer.arrived(ms); tick; tick = toServer.arrived(ms)) clock.hear(tick, ms);
    if (ms >= nextClockMs) {
      nextClockMs += clockMs;
      clock.goOn(ms);
      toPage.send(clock.line, ms + delayMs);
    }
    for (let line = toPage.arrived(ms); line; line = toPage.arrived(ms)) page.hear(line);
    if (page.isLocked) lockMs = Math.min(lockMs, ms);
    const k = page.draw(ms + normal(random) * jitterMs + clockError(ms));
    if (ms >= lockMs) slips.drew(k);
    if (ms >= nextReportMs) {
      const ofDisplay = page.report();
      const report = timecode ? timecode.report() : ofDisplay;
      nextReportMs += report ? reportMs : retryMs;
      if (report) toServer.send(report, ms + delayMs * (0.5 + random()));
    }
  }
  return { lockS: lockMs / 1000, slips: slips.slips };
}

/** Frame edges of a timecode, as the server reads them. */
class Timecode {
  readonly #fit = new RefreshFit();
  readonly #frameMs: number;
  readonly #jitterMs: number;
  readonly #random: () => number;
  #nextMs: number;

  constructor(frameMs: number, jitterMs: number, random: () => number) {
    this.#frameMs = frameMs;
    this.#jitterMs = jitterMs;
    this.#random = random;
    this.#nextMs = random() * frameMs;
  }

  runTo(ms: number): void {
    for (; this.#nextMs < ms; this.#nextMs += this.#frameMs) {
      this.#fit.add(this.#nextMs + normal(this.#random) * this.#jitterMs);
    }
  }

  report(): ReferenceTick | undefined {
    return this.#fit.measure() ? tickOf(this.#fit) : undefined;
  }
}

/** A page's estimate of the server's clock is a little off, and differently a minute later. */
function wanderingError(random: () => number): (ms: number) => number {
  const turn = 2 * Math.PI * random();
  const perMs = (2 * Math.PI) / (20_000 + 60_000 * random());
  return (ms) => 0.1 * Math.sin(turn + ms * perMs);
}
