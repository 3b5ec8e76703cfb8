import { z } from 'zod';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const name = z.string();

/** What the server asks of the process that holds the add-on. */
export const hostRequest = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('ports') }),
  z.object({ ask: z.literal('open'), input: name, output: name.optional() }),
  z.object({ ask: z.literal('send'), bytes }),
  z.object({ ask: z.literal('close') }),
]);
export type HostRequest = z.infer<typeof hostRequest>;

/** What that process says. `atMs` is on the machine's monotonic clock, which all processes share. */
export const hostReply = z.discriminatedUnion('say', [
  z.object({ say: z.literal('ports'), inputs: z.array(name), outputs: z.array(name) }),
  z.object({ say: z.literal('fault'), reason: name }),
  z.object({ say: z.literal('bytes'), bytes, atMs: z.number() }),
  z.object({ say: z.literal('lost'), reason: name }),
]);
export type HostReply = z.infer<typeof hostReply>;

/** The machine's monotonic clock in ms, the same in every process. */
export const machineMs = (): number => Number(process.hrtime.bigint()) / 1e6;
