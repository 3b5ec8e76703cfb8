import type { HidFault, HidInfo } from '../backend.ts';
import {
  type HidReportMessage,
  type HidRequest,
  type HidSaying,
  hidRequest,
} from './host-messages.ts';
import { infosOf, type NodeHid, type NodeHidDevice } from './node-hid.ts';
import { listFault, openFault, wordsOf } from './open-fault.ts';

interface HostParts {
  load: () => Promise<NodeHid>;
  /** What the system says of a device's file: an error code, or '' when it may be opened. */
  accessCode: (path: string) => Promise<string>;
  send: (saying: HidSaying | HidReportMessage) => void;
}

interface Open {
  device: NodeHidDevice;
  /** Writes go one after the other. */
  writes: Promise<unknown>;
}

/** The process that holds the HID library: lists, opens and writes as it is asked. Never throws. */
export class HidHost {
  readonly #parts: HostParts;
  readonly #open = new Map<number, Open>();

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  /** Takes one request; resolves when it is answered or done. What is no request is dropped. */
  async take(message: unknown): Promise<void> {
    const parsed = hidRequest.safeParse(message);
    if (!parsed.success) return;
    const request = parsed.data;
    switch (request.ask) {
      case 'list':
        return this.#list(request.id);
      case 'open':
        return this.#openDevice(request.id, request.path);
      case 'write':
        this.#write(request);
        return;
      case 'close':
        return this.#close(request.id);
    }
  }

  async #list(answer: number): Promise<void> {
    const { send } = this.#parts;
    const hid = await this.#load();
    if ('code' in hid) return send({ answer, fault: hid });
    try {
      const infos = infosOf(await hid.devicesAsync());
      send({ answer, infos: await Promise.all(infos.map((info) => this.#withAccess(info))) });
    } catch (error) {
      send({ answer, fault: listFault(error) });
    }
  }

  /** Loaded anew each time until it works, so that an installed library is found without a restart. */
  async #load(): Promise<NodeHid | HidFault> {
    try {
      return await this.#parts.load();
    } catch (error) {
      return { code: 'library', detail: wordsOf(error) };
    }
  }

  async #withAccess(info: HidInfo): Promise<HidInfo> {
    const code = await this.#parts.accessCode(info.path);
    return { ...info, mayOpen: code !== 'EACCES' && code !== 'EPERM' };
  }

  async #openDevice(id: number, path: string): Promise<void> {
    const { send } = this.#parts;
    const hid = await this.#load();
    if ('code' in hid) return send({ answer: id, fault: hid });
    try {
      const device = await hid.HIDAsync.open(path);
      this.#open.set(id, { device, writes: Promise.resolve() });
      device.on('data', (report) => send({ report, id }));
      device.on('error', (error) => void this.#lose(id, wordsOf(error)));
      send({ answer: id });
    } catch (error) {
      send({ answer: id, fault: openFault(error, await this.#parts.accessCode(path)) });
    }
  }

  #write({ id, bytes, isFeature }: Extract<HidRequest, { ask: 'write' }>): void {
    const open = this.#open.get(id);
    if (!open) return;
    const { device } = open;
    const report = Buffer.from(bytes);
    const write = (): Promise<unknown> =>
      isFeature ? device.sendFeatureReport(report) : device.write(report);
    // A light that stays as it was ends no show: a device that is gone says so by itself.
    open.writes = open.writes.then(write).catch(() => {});
  }

  async #lose(id: number, reason: string): Promise<void> {
    if (!this.#open.has(id)) return;
    await this.#close(id);
    this.#parts.send({ lost: id, reason });
  }

  async #close(id: number): Promise<void> {
    const open = this.#open.get(id);
    this.#open.delete(id);
    try {
      await open?.device.close();
    } catch {
      // It had closed itself.
    }
  }
}
