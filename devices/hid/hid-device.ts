import type { Lamp } from '../../core/control/control-event.ts';
import type { Device, DeviceContext, DeviceStatus } from '../device.ts';
import { PacketCounters } from '../packet-counters.ts';
import { type Attachment, attach } from './attachment.ts';
import type { HidBackend } from './backend.ts';
import { CameraPart } from './camera-part.ts';
import { ControlsPart, drivesCamera } from './controls-part.ts';
import { explainFault } from './explain.ts';
import { type FoundHid, foundDevices, usbId } from './found.ts';
import { LampPart } from './lamp-part.ts';
import { chooseDevice, describeMatch, expectedProduct } from './match.ts';
import type { HidOptions } from './options.ts';
import type { HidProduct } from './products.ts';
import { HidReading } from './reading.ts';
import type { HidShell } from './shell.ts';

interface HidDeviceParts {
  id: string;
  options: HidOptions;
  context: DeviceContext;
  shell: HidShell;
}

const rescanMs = 1000;

/**
 * One HID device of the show. While it is not there it is looked for every second; when it goes, its
 * buttons are let go and its camera stands still, and when it comes back it goes on by itself.
 */
export class HidDevice implements Device {
  readonly id: string;
  readonly kind = 'hid';
  readonly #parts: HidDeviceParts;
  readonly #counters = new PacketCounters();
  readonly #reading = new HidReading();
  readonly #camera: CameraPart;
  readonly #lamps: LampPart;
  readonly #controls: ControlsPart;
  #product: HidProduct | undefined;
  #backend: HidBackend | undefined;
  #attached: { attachment: Attachment; paths: string[] } | undefined;
  #lastId = '';
  /** Which opening a search belongs to: one that was overtaken changes nothing. */
  #round = 0;
  #cancelScan: (() => void) | undefined;
  #status: DeviceStatus = { state: 'closed' };

  constructor(parts: HidDeviceParts) {
    this.id = parts.id;
    this.#parts = parts;
    this.#camera = new CameraPart(parts);
    this.#lamps = new LampPart(parts.shell);
    this.#controls = new ControlsPart({ ...parts, goHome: () => this.#camera.home() });
    this.#take(expectedProduct(parts.options.match));
  }

  /** Looks for the device, once before this resolves and every second after, until it is there. */
  async open(): Promise<void> {
    this.#stop();
    const { shell, options, context } = this.#parts;
    this.#backend ??= shell.connect(options.match, context.nowMs);
    await this.#scan(this.#backend, this.#round);
  }

  async close(): Promise<void> {
    this.#stop();
    const backend = this.#backend;
    this.#backend = undefined;
    await backend?.close();
    this.#setStatus({ state: 'closed' });
  }

  status(): DeviceStatus {
    return this.#status;
  }

  counters(): PacketCounters {
    return this.#counters;
  }

  show(control: string, lamp: Lamp): void {
    this.#lamps.show(control, lamp);
  }

  /** Takes one report as if the device had sent it. */
  receive(bytes: Uint8Array): void {
    this.#hear(bytes);
  }

  /** `true` when the report was one of the device's. */
  #hear(bytes: Uint8Array): boolean {
    try {
      this.#reading.clear();
      const fault = this.#product ? this.#product.parse(bytes, this.#reading) : 'type';
      if (fault) this.#counters.refuse(fault);
      else this.#use(this.#reading);
      return fault === undefined;
    } catch {
      // A fault of ours must not end the show; the counter makes it visible.
      this.#counters.refuse('internal');
      return false;
    }
  }

  #use(reading: HidReading): void {
    this.#counters.accept();
    const nowMs = this.#parts.context.nowMs();
    if (this.#drivesCamera()) this.#camera.steer(reading, nowMs);
    this.#controls.apply(reading, nowMs);
  }

  #drivesCamera(): boolean {
    return drivesCamera(this.#parts.options, this.#product);
  }

  async #scan(backend: HidBackend, round: number): Promise<void> {
    this.#cancelScan = undefined;
    const reason = await this.#seek(backend, round);
    if (round !== this.#round || reason === undefined) return;
    this.#setStatus({ state: 'unavailable', reason });
    this.#scanLater(backend);
  }

  #scanLater(backend: HidBackend): void {
    const round = this.#round;
    this.#cancelScan = this.#parts.shell.after(rescanMs, () => void this.#scan(backend, round));
  }

  /** Looks once and opens what it finds; why there is nothing open, or `undefined` when there is. */
  async #seek(backend: HidBackend, round: number): Promise<string | undefined> {
    const { options, shell } = this.#parts;
    const listed = await backend.list();
    if (round !== this.#round) return undefined;
    if (!listed.ok) return explainFault(listed.fault);
    const found = foundDevices(listed.value);
    const chosen = chooseDevice(found, options.match, shell.claimed, this.#lastId);
    if (!chosen) return `No such device is connected: ${this.#waitingFor()}`;
    const misfit = this.#misfit(chosen);
    if (misfit !== undefined) return misfit;
    return await this.#attach(backend, chosen, round);
  }

  async #attach(backend: HidBackend, found: FoundHid, round: number): Promise<string | undefined> {
    const { claimed } = this.#parts.shell;
    for (const path of found.paths) claimed.add(path);
    this.#take(found.known);
    let isGone = false;
    const opened = await attach(backend, found.paths, {
      report: (bytes) => round === this.#round && this.#hear(bytes),
      lost: (reason) => {
        isGone = true;
        this.#lost(backend, found, round, reason);
      },
    });
    if (opened.ok && !isGone && round === this.#round) {
      this.#settle(opened.value, found);
      return undefined;
    }
    for (const path of found.paths) claimed.delete(path);
    if (!opened.ok) return explainFault(opened.fault, found);
    opened.value.close();
    return undefined;
  }

  #settle(attachment: Attachment, found: FoundHid): void {
    this.#attached = { attachment, paths: found.paths };
    this.#lastId = found.id;
    if (found.known) this.#lamps.attach(found.known, attachment);
    if (this.#drivesCamera()) this.#camera.start();
    const { use, subject } = this.#parts.options;
    const roles = [
      ...(this.#drivesCamera() ? [`moves the camera of subject "${subject}"`] : []),
      ...(use === 'camera' ? [] : ['its controls are listened to']),
    ];
    this.#setStatus({ state: 'open', detail: `${nameOf(found)}: ${roles.join(', ')}` });
  }

  #lost(backend: HidBackend, found: FoundHid, round: number, reason: string): void {
    if (round !== this.#round) return;
    this.#detach();
    const why = reason === '' ? 'unplugged or switched off' : reason;
    const lost = `${nameOf(found)} is lost (${why}): ${this.#waitingFor()}`;
    this.#setStatus({ state: 'unavailable', reason: lost });
    this.#scanLater(backend);
  }

  /** Ends a search, and lets go of the device if there is one. */
  #stop(): void {
    this.#round += 1;
    this.#cancelScan?.();
    this.#cancelScan = undefined;
    this.#detach();
  }

  #detach(): void {
    const attached = this.#attached;
    this.#attached = undefined;
    if (!attached) return;
    this.#lamps.detach();
    this.#camera.stop();
    this.#controls.release();
    for (const path of attached.paths) this.#parts.shell.claimed.delete(path);
    attached.attachment.close();
  }

  #take(product: HidProduct | undefined): void {
    if (!product || product === this.#product) return;
    this.#product = product;
    this.#controls.take(product);
  }

  #waitingFor(): string {
    return `waiting for ${describeMatch(this.#parts.options.match)}, which is looked for every second.`;
  }

  #misfit(found: FoundHid): string | undefined {
    const what = `${nameOf(found)} is connected, but`;
    const { known } = found;
    if (!known) {
      return `${what} its reports are not known here. Correct options.match of device "${this.id}".`;
    }
    if (known.hasVelocity || this.#parts.options.use !== 'camera') return undefined;
    return `${what} has no axes that could move a camera. Set options.use of device "${this.id}" to "control".`;
  }

  #setStatus(status: DeviceStatus): void {
    const isSame =
      status.state === 'unavailable' &&
      this.#status.state === 'unavailable' &&
      status.reason === this.#status.reason;
    this.#status = status;
    if (!isSame) this.#parts.context.onStatus();
  }
}

const nameOf = ({ name, vendor, product }: FoundHid): string =>
  `${name} (${usbId(vendor, product)})`;
