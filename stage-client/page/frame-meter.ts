import type { Waterfall } from '../../core/wire/timing.ts';
import { Durations } from './durations.ts';

/** When one frame passed each stage, local ms; the packet's own times on the same clock. */
export interface FrameTimes {
  sentMs: number;
  receivedMs: number;
  latchedMs: number;
  submittedMs: number;
  /** Behind the frame's own time when it was handed to the browser, ms. */
  lateMs: number;
}

/** Counts and times of what was drawn, for the twice-a-second report. */
export class FrameMeter {
  #frames = 0;
  #sinceMs = 0;
  #lastAtMs = 0;
  #lastK = -1;
  #worstMs = 0;
  readonly #received = new Durations();
  readonly #latched = new Durations();
  readonly #submitted = new Durations();
  /** Frames k that were never shown. */
  dropped = 0;
  /** From the target time of the frame to the moment it was handed to the browser. */
  latencyMs = 0;

  /** One frame handed over. */
  count(k: number, times: Readonly<FrameTimes>): void {
    if (this.#lastK >= 0 && k > this.#lastK + 1) this.dropped += k - this.#lastK - 1;
    const { sentMs, receivedMs, latchedMs, submittedMs, lateMs } = times;
    if (this.#lastAtMs > 0) this.#worstMs = Math.max(this.#worstMs, submittedMs - this.#lastAtMs);
    this.#lastK = k;
    this.#lastAtMs = submittedMs;
    this.#frames++;
    this.latencyMs += 0.1 * (lateMs - this.latencyMs);
    this.#received.add(receivedMs - sentMs);
    this.#latched.add(latchedMs - receivedMs);
    this.#submitted.add(submittedMs - latchedMs);
  }

  /** Frames per second and the longest gap since the last reading. */
  read(nowMs: number): { fps: number; worstFrameMs: number } {
    const seconds = (nowMs - this.#sinceMs) / 1000;
    const reading = {
      fps: seconds > 0 ? this.#frames / seconds : 0,
      worstFrameMs: this.#worstMs,
    };
    this.#frames = 0;
    this.#worstMs = 0;
    this.#sinceMs = nowMs;
    return reading;
  }

  waterfall(gpuMs: number): Waterfall {
    return {
      receivedMs: this.#received.median(),
      latchedMs: this.#latched.median(),
      submittedMs: this.#submitted.median(),
      gpuMs: Number.isNaN(gpuMs) ? null : gpuMs,
    };
  }
}
