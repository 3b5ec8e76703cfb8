import type { ControlEvent } from '../../core/control/control-event.ts';
import type { DeviceContext } from '../device.ts';
import { ControlState } from './control-state.ts';
import type { HidOptions } from './options.ts';
import type { HidProduct } from './products.ts';
import type { HidReading } from './reading.ts';
import type { HidShell } from './shell.ts';

interface ControlsParts {
  options: HidOptions;
  context: DeviceContext;
  shell: HidShell;
  /** Where the camera goes back to its start, when there is a camera. */
  goHome: () => void;
}

/** The controls of one device as events, and the one that puts the camera back to its start. */
export class ControlsPart {
  readonly #parts: ControlsParts;
  #product: HidProduct | undefined;
  #state: ControlState | undefined;
  #heardMs = 0;
  #cancelWatch: (() => void) | undefined;

  constructor(parts: ControlsParts) {
    this.#parts = parts;
  }

  take(product: HidProduct): void {
    this.#product = product;
    this.#state = new ControlState(product.layout);
  }

  apply(reading: HidReading, receivedMs: number): void {
    const withLevels = !this.#drivesCamera();
    this.#state?.apply(reading, withLevels, this.#emit);
    if (!withLevels || this.#product?.repeats !== true) return;
    this.#heardMs = receivedMs;
    this.#cancelWatch ??= this.#watch(this.#parts.options.silenceMs);
  }

  /** The device is gone: everything is let go. */
  release(): void {
    this.#cancelWatch?.();
    this.#cancelWatch = undefined;
    this.#state?.release(this.#emit);
  }

  /** The last report of a hand that lets go can be lost: silence is a hand that is off, too. */
  #watch(ms: number): () => void {
    return this.#parts.shell.after(ms, () => {
      const { context, options } = this.#parts;
      const restMs = this.#heardMs + options.silenceMs - context.nowMs();
      this.#cancelWatch = restMs > 0 ? this.#watch(restMs) : undefined;
      if (restMs <= 0) this.#state?.rest(this.#emit);
    });
  }

  readonly #emit = (event: ControlEvent): void => {
    const { options, context, goHome } = this.#parts;
    if (event.control === options.home && this.#drivesCamera()) {
      if (event.kind === 'press') goHome();
      return;
    }
    if (options.use !== 'camera') context.sink.control(event);
  };

  #drivesCamera(): boolean {
    return drivesCamera(this.#parts.options, this.#product);
  }
}

/** Whether a product's axes move the camera; they are no controls then. */
export const drivesCamera = ({ use }: HidOptions, product: HidProduct | undefined): boolean =>
  use !== 'control' && product?.hasVelocity === true;
