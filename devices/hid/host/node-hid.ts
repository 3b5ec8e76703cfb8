import { z } from 'zod';
import type { HidInfo } from '../backend.ts';

/** An open device of node-hid (`HIDAsync`). Its calls reject when the device is gone. */
export interface NodeHidDevice {
  on(event: 'data', run: (report: Uint8Array) => void): unknown;
  /** The payload need not be an Error, nor have a message. */
  on(event: 'error', run: (error: unknown) => void): unknown;
  write(bytes: Buffer): Promise<unknown>;
  sendFeatureReport(bytes: Buffer): Promise<unknown>;
  close(): Promise<unknown>;
}

/** The part of the package node-hid that is used here. */
export interface NodeHid {
  devicesAsync(): Promise<unknown>;
  HIDAsync: { open(path: string): Promise<NodeHidDevice> };
}

/**
 * Loads node-hid, an optional package, or rejects with the reason. Its native part loads at the first
 * call, and without libusb every call fails. A name that is no literal lets this be compiled without
 * the package.
 */
export async function loadNodeHid(): Promise<NodeHid> {
  const name: string = 'node-hid';
  const loaded: unknown = await import(name);
  const found = [loaded, defaultOf(loaded)].find(isNodeHid);
  if (!found) throw new Error('the package node-hid is of another version');
  return found;
}

const defaultOf = (module: unknown): unknown =>
  typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;

function isNodeHid(module: unknown): module is NodeHid {
  if (typeof module !== 'object' || module === null) return false;
  if (!('devicesAsync' in module) || typeof module.devicesAsync !== 'function') return false;
  if (!('HIDAsync' in module)) return false;
  const opener: unknown = module.HIDAsync;
  return typeof opener === 'function' && 'open' in opener && typeof opener.open === 'function';
}

const text = z.string().nullish();
const number = z.number().nullish();
const listed = z.array(
  z.object({
    path: text,
    vendorId: z.int(),
    productId: z.int(),
    serialNumber: text,
    product: text,
    manufacturer: text,
    interface: number,
    usagePage: number,
    usage: number,
  }),
);

/** What `devicesAsync` gives, as ours; entries without a path cannot be opened and are left out. */
export function infosOf(devices: unknown): HidInfo[] {
  return listed.parse(devices).flatMap((device) => {
    if (!device.path) return [];
    return {
      path: device.path,
      vendorId: device.vendorId,
      productId: device.productId,
      serial: device.serialNumber ?? '',
      product: device.product ?? '',
      manufacturer: device.manufacturer ?? '',
      interface: device.interface ?? -1,
      usagePage: device.usagePage ?? 0,
      usage: device.usage ?? 0,
      mayOpen: true,
    };
  });
}
