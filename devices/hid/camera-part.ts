import { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { DeviceContext } from '../device.ts';
import { setOrientationYxz } from '../sample-orientation.ts';
import type { Ticker } from '../simulated/ticker.ts';
import type { HidOptions } from './options.ts';
import type { HidReading } from './reading.ts';
import type { HidShell } from './shell.ts';
import { advance, createDrive, type Drive, goHome, halt, steer } from './velocity-pose.ts';

interface CameraParts {
  options: HidOptions;
  context: DeviceContext;
  shell: HidShell;
}

/**
 * The camera that a hand drives: integrates velocities once, here, and gives a sample with time and
 * counter at a steady rate while the device is open. It stays where it is over a loss.
 */
export class CameraPart {
  readonly #parts: CameraParts;
  readonly #drive: Drive;
  readonly #sample = new TrackingSample();
  #ticker: Ticker | undefined;
  #sequence = 0;

  constructor(parts: CameraParts) {
    this.#parts = parts;
    this.#drive = createDrive(parts.options);
  }

  start(): void {
    const { context, shell, options } = this.#parts;
    this.stop();
    this.#ticker = shell.startTicker(options.rateHz, context.nowMs, () => this.#send());
  }

  /** No samples from now on, and no velocity. */
  stop(): void {
    this.#ticker?.stop();
    this.#ticker = undefined;
    halt(this.#drive, this.#parts.context.nowMs());
  }

  steer(reading: HidReading, receivedMs: number): void {
    if (this.#ticker) steer(this.#drive, this.#parts.options, reading, receivedMs);
  }

  home(): void {
    goHome(this.#drive, this.#parts.options);
  }

  #send(): void {
    const { options, context } = this.#parts;
    const nowMs = context.nowMs();
    const drive = this.#drive;
    const sample = this.#sample;
    advance(drive, options, nowMs);
    sample.clear();
    sample.subject = options.subject;
    sample.receivedMs = nowMs;
    sample.sourceTimeMs = nowMs;
    sample.sequence = this.#sequence;
    this.#sequence += 1;
    sample.hasPose = true;
    sample.x = drive.x;
    sample.y = drive.y;
    sample.z = drive.z;
    setOrientationYxz(sample, drive.pitch, drive.yaw, drive.roll);
    context.sink.sample(sample);
  }
}
