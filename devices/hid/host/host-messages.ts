import { z } from 'zod';
import type { HidInfo } from '../backend.ts';

/** What the server asks of the process that holds the HID library. `id` is an open device's handle, too. */
export const hidRequest = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('list'), id: z.int() }),
  z.object({ ask: z.literal('open'), id: z.int(), path: z.string() }),
  z.object({
    ask: z.literal('write'),
    id: z.int(),
    isFeature: z.boolean(),
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  }),
  z.object({ ask: z.literal('close'), id: z.int() }),
]);
export type HidRequest = z.infer<typeof hidRequest>;

const info: z.ZodType<HidInfo> = z.object({
  path: z.string(),
  vendorId: z.int(),
  productId: z.int(),
  serial: z.string(),
  product: z.string(),
  manufacturer: z.string(),
  interface: z.int(),
  usagePage: z.int(),
  usage: z.int(),
  mayOpen: z.boolean(),
});

const fault = z.object({
  code: z.enum(['library', 'permission', 'busy', 'gone', 'stopped', 'other']),
  detail: z.string(),
});

/**
 * What that process says: the answer to `list` or `open`, by the request's id, or that a handle's
 * device is lost. Reports come as `{ report, id }` and are not parsed by a schema: there are many.
 */
export const hidSaying = z.union([
  z.object({ answer: z.int(), fault }),
  z.object({ answer: z.int(), infos: z.array(info) }),
  z.object({ answer: z.int() }),
  z.object({ lost: z.int(), reason: z.string() }),
]);
export type HidSaying = z.infer<typeof hidSaying>;

/** A report of an open device, as it goes over. */
export interface HidReportMessage {
  report: Uint8Array;
  id: number;
}
