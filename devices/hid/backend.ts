import type { Result } from '../../core/result.ts';

/** One HID interface as the system lists it; what it does not say is '' or 0, `interface` −1. */
export interface HidInfo {
  path: string;
  vendorId: number;
  productId: number;
  serial: string;
  product: string;
  manufacturer: string;
  interface: number;
  usagePage: number;
  usage: number;
  /** `false`: this user may not open it. */
  mayOpen: boolean;
}

/**
 * What went wrong at the HID library: it cannot be loaded, the user may not open the device, another
 * program has it, it is gone, the library's process is down, or something else. `detail` is the
 * library's own word.
 */
export interface HidFault {
  code: 'library' | 'permission' | 'busy' | 'gone' | 'stopped' | 'other';
  detail: string;
}

/** Takes what an open device sends. Neither call may throw. */
export interface HidListener {
  /** One report, its id first where the device has ids. The bytes are only lent. */
  data(report: Uint8Array): void;
  /** Once: the device is gone, and closed. */
  error(reason: string): void;
}

export interface OpenHid {
  /** An output report, its id (0 for none) first. What cannot be written is dropped. */
  write(report: Uint8Array): void;
  sendFeatureReport(report: Uint8Array): void;
  close(): Promise<void>;
}

/**
 * The boundary to the HID library: everything on this side works without one. Promises never reject.
 */
export interface HidBackend {
  list(): Promise<Result<HidInfo[], HidFault>>;
  open(path: string, on: HidListener): Promise<Result<OpenHid, HidFault>>;
  close(): Promise<void>;
}
