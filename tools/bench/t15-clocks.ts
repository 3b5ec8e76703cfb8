import { FrameLock } from '../../core/time/frame-lock.ts';
import { LatchLead } from '../../core/time/latch-lead.ts';
import { frameAt, type Rate } from '../../core/time/rate.ts';
import type { ReferenceTick } from '../../core/time/reference-grid.ts';
import { RefreshFit } from '../../core/time/refresh-fit.ts';

/** Show time as a line over the machine's clock. */
interface ShowLine {
  rawMs: number;
  showMs: number;
  rate: number;
  isLocked: boolean;
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
  line: ShowLine = { rawMs: 0, showMs: 0, rate: 1, isLocked: false };

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
    const isLocked = this.lock?.state === 'locked';
    this.line = { rawMs, showMs: showAt(this.line, rawMs), rate: 1 + rateOffset, isLocked };
  }
}

/** A stage page: fits its display's refreshes, estimates show time, latches k. */
export class Page {
  readonly fit = new RefreshFit();
  readonly #lead = new LatchLead();
  readonly #wall: Rate;
  #line: ShowLine = { rawMs: 0, showMs: 0, rate: 1, isLocked: false };
  #k = -1;

  constructor(wall: Rate) {
    this.#wall = wall;
  }

  get isLocked(): boolean {
    return this.#line.isLocked;
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
    const { phaseMs, periodMs } = this.fit;
    this.#lead.refreshAt(showAt(this.#line, phaseMs), periodMs, this.#wall, this.#line.isLocked);
    return tickOf(this.fit);
  }
}

export const tickOf = (fit: RefreshFit): ReferenceTick => ({
  rawMs: fit.phaseMs,
  periodMs: fit.periodMs,
  errorMs: fit.phaseErrorMs,
  periodErrorMs: fit.periodErrorMs,
});
