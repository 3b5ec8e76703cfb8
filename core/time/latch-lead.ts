import type { Rate } from './rate.ts';
import { referenceGrid } from './reference-grid.ts';

/** Nearer than this to a frame's edge, as part of the grid, a latch is moved to the middle. */
const tooNear = 1 / 8;
/** And it goes back as soon as it lies this far from the edge without. */
const farEnough = 1 / 4;

/**
 * How far ahead of its refresh an output latches, so that the frame's edge never falls where the
 * refreshes do: noise would there show one frame twice and lose the next. The lead stays 0 on the
 * reference output and on outputs in step with it, and never exceeds half the grid. An output that
 * drifts against the wall slips once per beat and not a dozen times.
 */
export class LatchLead {
  /** Add it to the show time of a refresh before asking which frame has begun, ms. */
  leadMs = 0;
  /**
   * How long after its own time a frame is latched, ms, as far as one may count on it: not on more than one
   * spacing of the grid, from where the latch will slip back by one; on nothing where there is no grid.
   */
  waitMs = 0;

  /**
   * A refresh of about `refreshMs` lay at the show time `showMs`. Call it a few times a second. Where
   * refreshes and frames have no common grid the lead is 0: no latch can be right there. `isLocked`
   * false while the frame clock is on its way to a reference: only the place of the end counts.
   */
  refreshAt(showMs: number, refreshMs: number, wall: Rate, isLocked = true): void {
    // The exact spacing, not the measured one: hours of show time are counted in it.
    const gridMs = referenceGrid(refreshMs, wall)?.gridMs ?? Number.NaN;
    const place = part(showMs / gridMs);
    if (Number.isNaN(place) || isWithin(place, farEnough)) this.leadMs = 0;
    else if (!isLocked || !isWithin(part((showMs + this.leadMs) / gridMs), tooNear)) {
      this.leadMs = (0.5 - place) * gridMs;
    }
    const waits = part((showMs + this.leadMs) / gridMs) - this.leadMs / gridMs;
    this.waitMs = Number.isNaN(waits) ? 0 : (waits > 1 ? waits - 1 : waits) * gridMs;
  }
}

const part = (value: number): number => value - Math.floor(value);

const isWithin = (place: number, margin: number): boolean => place >= margin && place <= 1 - margin;
