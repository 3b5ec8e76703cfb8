import { LatchLead } from '../../core/time/latch-lead.ts';
import { periodMs, type Rate } from '../../core/time/rate.ts';
import { RefreshFit } from '../../core/time/refresh-fit.ts';
import { SlipMeter } from '../../core/time/slip-meter.ts';
import type { DisplayReport } from '../../core/wire/timing.ts';

/** A frame clock that is bent further than this is on its way to a reference (`FrameLock`). */
const lockedRateOffset = 500e-6;

/** What an output's display does: its refresh, how that lies to the wall's frames, and what slips. */
export class DisplayTiming {
  readonly #fit = new RefreshFit();
  readonly #lead = new LatchLead();
  #slips = new SlipMeter(1);
  #refreshesPerFrame = 1;
  #newestMs = Number.NaN;
  #gridMs = Number.NaN;
  #sinceMs = 0;
  /** Slips of meters that went with another rate. */
  #repeated = 0;
  #skipped = 0;

  /** How far ahead of a refresh its frame is asked for, ms of show time. */
  get leadMs(): number {
    return this.#lead.leadMs;
  }

  /**
   * How long after its own time a frame is latched, ms (`LatchLead`); half a period before while the display is
   * not known; NaN before the first report.
   */
  latchWaitMs = Number.NaN;

  /** When the browser last asked for a frame, local ms; NaN before the first. */
  get refreshedMs(): number {
    return this.#newestMs;
  }

  /** A refresh as the browser tells it; returns when it was, free of jitter where its grid is known. */
  refreshed(localMs: number): number {
    this.#fit.add(localMs);
    const refreshMs = this.#fit.refreshAt(localMs);
    this.#sinceMs = refreshMs - this.#gridMs;
    this.#gridMs = refreshMs;
    this.#newestMs = localMs;
    return refreshMs;
  }

  /** Frame k is what stands on the display from this refresh on. */
  drew(k: number): void {
    const { periodMs: refreshMs } = this.#fit;
    if (refreshMs > 0) this.#slips.drew(k, Math.max(1, Math.round(this.#sinceMs / refreshMs)));
  }

  /**
   * Looks at the refreshes anew, a few times a second. `showTimeAt`: show time at a local time;
   * `skew`: how much faster the server's clock runs than the local one; `rateOffset`: show time than
   * the server's clock.
   */
  report(
    wall: Rate,
    showTimeAt: (localMs: number) => number,
    skew: number,
    rateOffset = 0,
  ): DisplayReport | null {
    const fit = this.#fit;
    this.latchWaitMs = -periodMs(wall) / 2;
    if (!fit.measure()) return null;
    const tickShowMs = showTimeAt(fit.phaseMs);
    const refreshMs = fit.periodMs * (1 + skew);
    if (!Number.isFinite(tickShowMs)) return null;
    const isLocked = Math.abs(rateOffset) <= lockedRateOffset;
    this.#lead.refreshAt(tickShowMs, refreshMs, wall, isLocked);
    this.latchWaitMs = this.#lead.waitMs;
    this.#expect(Math.max(1, Math.round(periodMs(wall) / refreshMs)));
    return {
      refreshMs,
      refreshErrorMs: fit.periodErrorMs,
      jitterMs: fit.jitterMs,
      tickShowMs,
      tickErrorMs: fit.phaseErrorMs,
      phase: (tickShowMs / periodMs(wall)) % 1,
      repeated: this.#repeated + this.#slips.repeated + this.#slips.cutShort,
      skipped: this.#skipped + this.#slips.skipped,
    };
  }

  #expect(refreshesPerFrame: number): void {
    if (refreshesPerFrame === this.#refreshesPerFrame) return;
    this.#refreshesPerFrame = refreshesPerFrame;
    this.#repeated += this.#slips.repeated + this.#slips.cutShort;
    this.#skipped += this.#slips.skipped;
    this.#slips = new SlipMeter(refreshesPerFrame);
  }
}
