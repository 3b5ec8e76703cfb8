import { z } from 'zod';
import { poseIs } from '../show/camera-schema.ts';

/** What was found, or why it could not be looked for. */
const found = <Item extends z.ZodType>(item: Item) =>
  z.object({
    found: z.array(item),
    /** Why nothing can be listed, and what to do; '' when the list is true. */
    reason: z.string(),
  });

/** One kind of device, as `GET device-kinds` has it. */
export const deviceKindReport = z.object({
  kind: z.string(),
  title: z.string(),
  /** JSON Schema of what `options` may hold. */
  options: z.looseObject({}),
  poseIs,
});
export type DeviceKindReport = z.infer<typeof deviceKindReport>;

const interfaceFound = z.object({
  name: z.string(),
  address: z.string(),
  mac: z.string().optional(),
});

const hidFound = z.object({
  id: z.string(),
  name: z.string(),
  vendor: z.number(),
  product: z.number(),
  serial: z.string(),
  family: z.string(),
  /** Why it cannot be opened, and what to do. */
  cannotOpen: z.string().optional(),
});

const subjectSeen = z.object({
  device: z.string(),
  subject: z.string(),
  kind: z.enum(['camera', 'object']),
  /** Since its newest sample. */
  ageMs: z.number(),
  /** Whom it moves. */
  cameras: z.array(z.string()),
  objects: z.array(z.string()),
});
export type SubjectSeen = z.infer<typeof subjectSeen>;

/** What is there to choose from, as `GET discovery` has it. */
export const discoveryReport = z.object({
  interfaces: z.array(interfaceFound),
  hid: found(hidFound),
  midi: z.object({
    inputs: z.array(z.string()),
    outputs: z.array(z.string()),
    reason: z.string(),
  }),
  audio: found(z.string()),
  /** Heard in the last 10 seconds. */
  subjects: z.array(subjectSeen),
});
export type DiscoveryReport = z.infer<typeof discoveryReport>;
