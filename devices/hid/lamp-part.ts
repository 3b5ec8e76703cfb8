import type { Lamp } from '../../core/control/control-event.ts';
import type { Attachment } from './attachment.ts';
import type { HidWrite } from './hid-write.ts';
import type { HidProduct } from './products.ts';
import type { HidShell } from './shell.ts';

/** After so long a light that could not be made is tried again. */
const retryMs = 1000;
/** Reports that are kept to be sent again: a picture of a key takes long to make. */
const mostMade = 256;

interface Target {
  product: HidProduct;
  attachment: Attachment;
}

/**
 * The lights of one device: remembers what each control should show, sends what changed one after
 * the other, the newest only, and all of it again when the device comes back.
 */
export class LampPart {
  readonly #shell: HidShell;
  readonly #lamps = new Map<string, Lamp>();
  readonly #waiting = new Set<string>();
  readonly #made = new Map<string, HidWrite[]>();
  #target: Target | undefined;
  #lastProduct: HidProduct | undefined;
  #cancelRetry: (() => void) | undefined;
  #isSending = false;

  constructor(shell: HidShell) {
    this.#shell = shell;
  }

  show(control: string, lamp: Readonly<Lamp>): void {
    const shown = this.#lamps.get(control);
    if (shown && isSame(shown, lamp)) return;
    this.#lamps.set(control, { ...lamp });
    this.#queue([control]);
  }

  attach(product: HidProduct, attachment: Attachment): void {
    if (product !== this.#lastProduct) this.#made.clear();
    this.#lastProduct = product;
    this.#target = { product, attachment };
    for (const write of product.opening) attachment.write(write);
    this.#queue(this.#lamps.keys());
  }

  detach(): void {
    this.#target = undefined;
    this.#waiting.clear();
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
  }

  #queue(controls: Iterable<string>): void {
    if (!this.#target) return;
    for (const control of controls) this.#waiting.add(control);
    if (!this.#isSending) void this.#sendAll();
  }

  /** Sends until nothing waits; what is shown meanwhile is sent, too. Never rejects. */
  async #sendAll(): Promise<void> {
    this.#isSending = true;
    for (let next = this.#next(); next; next = this.#next()) {
      this.#waiting.delete(next.control);
      await this.#send(next.control, next.lamp, next.target);
    }
    this.#isSending = false;
  }

  #next(): { control: string; lamp: Lamp; target: Target } | undefined {
    const [control] = this.#waiting;
    const lamp = control === undefined ? undefined : this.#lamps.get(control);
    const target = this.#target;
    return control !== undefined && lamp && target ? { control, lamp, target } : undefined;
  }

  async #writesOf(
    product: HidProduct,
    control: string,
    lamp: Lamp,
  ): Promise<HidWrite[] | undefined> {
    const key = [control, lamp.tally, lamp.level, lamp.label].join('|');
    const made = this.#made.get(key);
    if (made) return made;
    const writes = await product.lights(control, lamp, this.#shell.encodeJpeg);
    if (this.#made.size >= mostMade) this.#made.clear();
    if (writes && product === this.#lastProduct) this.#made.set(key, writes);
    return writes;
  }

  async #send(control: string, lamp: Lamp, target: Target): Promise<void> {
    const writes = await this.#writesOf(target.product, control, lamp);
    // Unplugged while the picture was made.
    if (this.#target !== target) return;
    for (const write of writes ?? []) target.attachment.write(write);
    if (writes) return;
    this.#cancelRetry ??= this.#shell.after(retryMs, () => {
      this.#cancelRetry = undefined;
      this.#queue(this.#lamps.keys());
    });
  }
}

const isSame = (a: Readonly<Lamp>, b: Readonly<Lamp>): boolean =>
  a.tally === b.tally && a.level === b.level && a.label === b.label;
