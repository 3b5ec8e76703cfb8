import { frameTimeMs, type Rate } from '../../core/time/rate.ts';
import type { DisplayReport } from '../../core/wire/timing.ts';
import { localNowMs } from '../messages.ts';
import { DisplayTiming } from './display-timing.ts';
import type { FrameLatch } from './frame-latch.ts';
import { FrameMeter } from './frame-meter.ts';
import { type WindowCondition, WindowWatch } from './window-watch.ts';

/** Everything that the page measures of its own frames: their way, their display, their window. */
export class FrameAccount {
  readonly meter = new FrameMeter();
  readonly #display = new DisplayTiming();
  readonly #window = new WindowWatch();
  readonly #times = { sentMs: 0, receivedMs: 0, latchedMs: 0, submittedMs: 0, lateMs: 0 };

  /** A refresh as the browser tells it; returns when it was, local ms. */
  refreshed(localMs: number): number {
    return this.#display.refreshed(localMs);
  }

  /** How far ahead of a refresh its frame is asked for, ms of show time. */
  get leadMs(): number {
    return this.#display.leadMs;
  }

  /** How long after its own time a frame is latched (`DisplayTiming`). */
  get latchWaitMs(): number {
    return this.#display.latchWaitMs;
  }

  /** Frame k stands on the display from the last refresh on. */
  shows(k: number): void {
    if (k >= 0) this.#display.drew(k);
  }

  /** Frame k was handed to the browser just now, from what the latch gave at a local time. */
  submitted(k: number, rate: Rate, latch: FrameLatch, latchedMs: number): void {
    const times = this.#times;
    times.latchedMs = latchedMs;
    times.submittedMs = localNowMs();
    times.receivedMs = latch.receivedMs;
    // The packet's show time, laid on the local clock along the line on which it stands now.
    const showMs = latch.showTimeAt(times.submittedMs);
    times.sentMs = times.submittedMs - (showMs - latch.packet.sentMs);
    times.lateMs = showMs - frameTimeMs(k, rate);
    this.meter.count(k, times);
  }

  /** `skewPpm`: how much faster the server's clock runs than this machine's. */
  display(rate: Rate, latch: FrameLatch, skewPpm: number): DisplayReport | null {
    const { rateOffset } = latch.packet;
    return this.#display.report(rate, latch.showTimeAt, skewPpm * 1e-6, rateOffset);
  }

  window(): WindowCondition {
    return this.#window.look(localNowMs() - this.#display.refreshedMs);
  }
}
