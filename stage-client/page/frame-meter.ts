/** Counts of what was drawn, for the twice-a-second report. */
export class FrameMeter {
  #frames = 0;
  #sinceMs = 0;
  #lastAtMs = 0;
  #lastK = -1;
  #worstMs = 0;
  /** Frames k that were never shown. */
  dropped = 0;
  /** From the target time of the frame to the moment it was handed to the browser. */
  latencyMs = 0;

  /** One frame handed over. `lateMs`: behind its target time. */
  count(k: number, nowMs: number, lateMs: number): void {
    if (this.#lastK >= 0 && k > this.#lastK + 1) this.dropped += k - this.#lastK - 1;
    if (this.#lastAtMs > 0) this.#worstMs = Math.max(this.#worstMs, nowMs - this.#lastAtMs);
    this.#lastK = k;
    this.#lastAtMs = nowMs;
    this.#frames++;
    this.latencyMs += 0.1 * (lateMs - this.latencyMs);
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
}
