import type { Rates } from '../../core/show/stage-schema.ts';
import { FrameLock } from '../../core/time/frame-lock.ts';
import type { ReferenceTick } from '../../core/time/reference-grid.ts';
import { RefreshFit } from '../../core/time/refresh-fit.ts';
import type { FrameClockStatus } from '../../core/wire/status.ts';
import type { DisplayReport } from '../../core/wire/timing.ts';
import type { ShowClock } from './show-clock.ts';

/** Between two looks at a reference; also how often a silent one is noticed. */
export const lookMs = 500;
/** Timecode that stood for so long has stopped. */
const silentMs = 1000;

/**
 * Keeps show time in step with the reference that the show names: a display's refresh, as the page
 * of an output reports it, or the frames of a device's timecode. Holds the lock, bends the clock.
 */
export class HouseSync {
  readonly #clock: ShowClock;
  #rates: Rates;
  #lock: FrameLock;
  #timecode = new RefreshFit();
  #lastTimecodeFrame = Number.NaN;
  #timecodeMs = Number.NEGATIVE_INFINITY;

  constructor(clock: ShowClock, rates: Rates) {
    this.#clock = clock;
    this.#rates = rates;
    this.#lock = new FrameLock(rates.wall);
  }

  /** The show's rates or its reference changed: everything is learnt anew, from the rate that runs. */
  configure(rates: Rates): void {
    this.#rates = rates;
    this.#lock = new FrameLock(rates.wall);
    this.#timecode = new RefreshFit();
    this.#clock.setRateOffset(0);
  }

  /** What the page of an output says of its display. */
  outputReported(output: string, display: DisplayReport): void {
    const { reference } = this.#rates;
    if (reference.kind !== 'output' || reference.output !== output) return;
    this.#observe({
      rawMs: this.#clock.serverMsAt(display.tickShowMs),
      periodMs: display.refreshMs,
      errorMs: display.tickErrorMs,
      periodErrorMs: display.refreshErrorMs,
    });
  }

  /** A device's timecode stood at this frame when a packet came, at a show time. Keeps one number, allocates nothing. */
  timecodeAt(device: string, frame: number, receivedMs: number): void {
    const { reference } = this.#rates;
    if (reference.kind !== 'timecode' || reference.device !== device) return;
    if (frame === this.#lastTimecodeFrame) return;
    this.#lastTimecodeFrame = frame;
    this.#timecodeMs = this.#clock.serverMsAt(receivedMs);
    this.#timecode.add(this.#timecodeMs);
  }

  /** A few times a second: looks at the timecode, notices silence, bends the clock. */
  look(): void {
    const fit = this.#timecode;
    const hasTimecode =
      this.#rates.reference.kind === 'timecode' &&
      this.#clock.serverMs() - this.#timecodeMs < silentMs;
    if (hasTimecode && fit.measure()) {
      this.#observe({
        rawMs: fit.phaseMs,
        periodMs: fit.periodMs,
        errorMs: fit.phaseErrorMs,
        periodErrorMs: fit.periodErrorMs,
      });
    } else {
      this.#clock.setRateOffset(this.#lock.advance(this.#clock.serverMs()));
    }
  }

  status(): FrameClockStatus {
    const { reference } = this.#rates;
    const { state, reason } = this.#lock;
    const isFree = reference.kind === 'free';
    return {
      reference: isFree ? '' : reference.kind === 'output' ? reference.output : reference.device,
      state,
      reason: isFree ? "The frame clock runs free, on the server's own quartz." : reason,
      rateOffsetPpm: this.#clock.rateOffset * 1e6,
    };
  }

  #observe(tick: ReferenceTick): void {
    const serverMs = this.#clock.serverMs();
    const showMs = this.#clock.showTimeMs(serverMs);
    this.#clock.setRateOffset(this.#lock.observe(tick, serverMs, showMs));
  }
}
