import type { HidInfo } from './backend.ts';
import { type HidProduct, hidProduct } from './products.ts';

/** One device as it is plugged in: all interfaces of it that may send its reports. */
export interface FoundHid {
  /** Its identity: vendor, product and serial number, or its path when it has no number. */
  id: string;
  /** What it calls itself. */
  name: string;
  vendor: number;
  product: number;
  serial: string;
  known: HidProduct | undefined;
  paths: string[];
  infos: HidInfo[];
}

/** `256f:c635`, as lsusb and udev write it. */
export const usbId = (vendor: number, product: number): string =>
  `${hex4(vendor)}:${hex4(product)}`;

/** `256f` */
export const hex4 = (value: number): string => value.toString(16).padStart(4, '0');

/**
 * Groups what the system lists into devices. Interfaces of one device have one serial number; where
 * there is none, one vendor and product count as one device as long as no interface comes twice: a
 * wireless receiver lists five, and only listening tells which one speaks.
 */
export function foundDevices(infos: readonly HidInfo[]): FoundHid[] {
  const groups = new Map<string, HidInfo[]>();
  for (const info of infos) {
    const key = `${usbId(info.vendorId, info.productId)}:${info.serial}`;
    groups.set(key, [...(groups.get(key) ?? []), info]);
  }
  return [...groups.values()]
    .flatMap((group) => (isOneDevice(group) ? [group] : byPath(group)))
    .map(deviceOf);
}

function isOneDevice(group: readonly HidInfo[]): boolean {
  if (group[0]?.serial !== '') return true;
  const paths = byPath(group);
  const interfaces = new Set(paths.map(([info]) => info?.interface));
  return interfaces.size === paths.length;
}

/** The system lists a path once for each usage that its descriptor names. */
function byPath(group: readonly HidInfo[]): HidInfo[][] {
  const paths = new Map<string, HidInfo[]>();
  for (const info of group) paths.set(info.path, [...(paths.get(info.path) ?? []), info]);
  return [...paths.values()];
}

function deviceOf(infos: HidInfo[]): FoundHid {
  const known = infos
    .map((info) => hidProduct(info.vendorId, info.productId, info.usagePage, info.usage))
    .find((product) => product !== undefined);
  const first = infos[0];
  const { vendorId: vendor = 0, productId: product = 0, serial = '' } = first ?? {};
  const speaking = speakingInfos(infos, known);
  const paths = [...new Set(speaking.map((info) => info.path))];
  const usb = usbId(vendor, product);
  return {
    id: serial === '' ? `${usb}@${paths[0]}` : `${usb}:${serial}`,
    name: first?.product || known?.name || 'HID device',
    vendor,
    product,
    serial,
    known,
    paths,
    infos: speaking,
  };
}

/** The interfaces that may send the reports: those of the usage, or the first, or else all. */
function speakingInfos(infos: HidInfo[], known: HidProduct | undefined): HidInfo[] {
  const usage = known?.usage;
  const speaking = infos.filter((info) =>
    usage ? info.usagePage === usage[0] && info.usage === usage[1] : info.interface <= 0,
  );
  return speaking.length > 0 ? speaking : infos;
}
