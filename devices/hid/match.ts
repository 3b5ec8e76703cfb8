import { z } from 'zod';
import { type FoundHid, hex4 } from './found.ts';
import { anyOfFamily, familyNames, type HidProduct, hidProduct } from './products.ts';

/** A number, or as lsusb writes it: "256f". */
const usbNumber = z.union([
  z.int().min(0).max(0xffff),
  z
    .string()
    .regex(/^[0-9a-fA-F]{1,4}$/, 'not a hexadecimal number of up to four digits')
    .transform((digits) => Number.parseInt(digits, 16)),
]);

/** HID usage: page and usage. */
const usage = z.tuple([z.int().min(0).max(0xffff), z.int().min(0).max(0xffff)]);

/** Which device is meant: a family, exact numbers, or the simulated one that needs no hardware. */
export const hidMatch = z.union([
  z.enum([...familyNames, 'simulated']),
  z
    .object({
      vendor: usbNumber.optional(),
      product: usbNumber.optional(),
      serial: z.string().min(1).max(256).optional(),
      usage: usage.optional(),
    })
    .refine((match) => Object.values(match).some((value) => value !== undefined), {
      message: 'names neither vendor, product, serial nor usage',
    }),
]);
export type HidMatch = z.infer<typeof hidMatch>;

/** Whether `found` is what `match` means. The simulated device calls itself a SpaceMouse. */
export function isMatch(found: FoundHid, match: HidMatch): boolean {
  if (match === 'simulated') return found.known?.family === 'spacemouse';
  if (typeof match === 'string') return found.known?.family === match;
  const { vendor, product, serial } = match;
  if (vendor !== undefined && vendor !== found.vendor) return false;
  if (product !== undefined && product !== found.product) return false;
  if (serial !== undefined && serial !== found.serial) return false;
  const { usage } = match;
  if (!usage) return true;
  return found.infos.some((info) => info.usagePage === usage[0] && info.usage === usage[1]);
}

/** What `match` will be when it is there, as far as it says; for reports without a device. */
export function expectedProduct(match: HidMatch): HidProduct | undefined {
  if (match === 'simulated') return anyOfFamily('spacemouse');
  if (typeof match === 'string') return anyOfFamily(match);
  return hidProduct(match.vendor ?? 0, match.product ?? 0, ...(match.usage ?? []));
}

/**
 * The device to open: of those that match and are not `claimed` by others (by path), the one that was
 * open last if it is there, else the first.
 */
export function chooseDevice(
  found: readonly FoundHid[],
  match: HidMatch,
  claimed: ReadonlySet<string>,
  lastId: string,
): FoundHid | undefined {
  const free = found.filter(
    (device) => isMatch(device, match) && !device.paths.some((path) => claimed.has(path)),
  );
  return free.find((device) => device.id === lastId) ?? free[0];
}

/** What the status says it waits for. */
export function describeMatch(match: HidMatch): string {
  if (typeof match === 'string') return `a device of the family "${match}"`;
  const { vendor, product, serial, usage } = match;
  const parts = [
    vendor === undefined ? '' : `vendor ${hex4(vendor)}`,
    product === undefined ? '' : `product ${hex4(product)}`,
    serial === undefined ? '' : `serial number ${serial}`,
    usage === undefined ? '' : `usage ${usage.join(':')}`,
  ];
  return `the HID device with ${parts.filter((part) => part !== '').join(', ')}`;
}
