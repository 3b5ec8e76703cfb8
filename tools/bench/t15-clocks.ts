import { FrameLock } from '../../core/time/frame-lock.ts';
import { LatchLead } from '../../core/time/latch-lead.ts';
import { frameAt, periodMs, type Rate } from '../../core/time/rate.ts';
import { RefreshFit } from '../../core/time/refresh-fit.ts';
import type { ReferenceTick } from '../../core/time/reference-grid.ts';

/** Show time as a line over the machine's clock. */
interface ShowLine {
  rawMs: number;
  showMs: number;
  rate: number;
}

const showAt = ({ rawMs, showMs, rate }: ShowLine, atMs: number): number =>
  showMs + (atMs - rawMs) * rate;

/** What is on its way between two machines: it arrives after its delay, in order. */
export class Wire<T> {
  #waiting: { dueMs: number; message: T }[] = [];

  send(message: T, dueMs: number): void {
    this.#waiting.push({ dueMs, message });
  }

  arrived(nowMs: number): T | undefined {
    const first = this.#waiting[0];
    if (!first || first.dueMs > nowMs) return undefined;
    this.#waiting.shift();
    return first.message;
  }
}

/** The server's show clock: disciplined by a frame lock, or running free. */
export class ShowClock {
  readonly lock: FrameLock | undefined;
  line: ShowLine = { rawMs: 0, showMs: 0, rate: 1 };

  constructor(wall: Rate, isLocked: boolean) {
    this.lock = isLocked ? new FrameLock(wall) : undefined;
  }

  hear(tick: ReferenceTick, rawMs: number): void {
    this.#bend(rawMs, this.lock?.observe(tick, rawMs, showAt(this.line, rawMs)));
  }

  goOn(rawMs: number): void {
    this.#bend(rawMs, this.lock?.advance(rawMs));
  }

  #bend(rawMs: number, rateOffset = 0): void {
    this.line = { rawMs, showMs: showAt(this.line, rawMs), rate: 1 + rateOffset };
  }
}

/** A stage page: fits its display's refreshes, estimates show time, latches k. */
export class Page {
  readonly fit = new RefreshFit();
  readonly #lead = new LatchLead();
  readonly #wall: Rate;
  #line: ShowLine = { rawMs: 0, showMs: 0, rate: 1 };
  #k = -1;

  constructor(wall: Rate) {
    this.#wall = wall;
  }

  hear(line: ShowLine): void {
    this.#line = line;
  }

  /** Draws at a requestAnimationFrame time of its own clock; returns k. */
  draw(rafMs: number): number {
    this.fit.add(rafMs);
    const showMs = showAt(this.#line, this.fit.refreshAt(rafMs)) + this.#lead.leadMs;
    this.#k = Math.max(this.#k, frameAt(showMs, this.#wall));
    return this.#k;
  }

  /** Twice a second: what the page reports of its display. */
  report(): ReferenceTick | undefined {
    if (!this.fit.measure()) return undefined;
    const gridMs = Math.min(this.fit.periodMs, periodMs(this.#wall));
    this.#lead.refreshAt(showAt(this.#line, this.fit.phaseMs), gridMs);
    return tickOf(this.fit);
  }
}

export const tickOf = (fit: RefreshFit): ReferenceTick => ({
  rawMs: fit.phaseMs,
  periodMs: fit.periodMs,
  errorMs: fit.phaseErrorMs,
  periodErrorMs: fit.periodErrorMs,
});
