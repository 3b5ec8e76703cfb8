import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { bindingsShape } from '../../core/control/binding.ts';
import type { RemoteAddress } from '../device.ts';
import { udpOptionsShape } from '../udp/options.ts';
import { controlsByAddress } from './controls.ts';
import { type CompiledMapping, compileMappings } from './mapping/compile.ts';
import { mapping } from './mapping/schema.ts';
import { mappingsOfSender, type Sender, sender, senders } from './mapping/senders.ts';
import { MappingTable } from './mapping/table.ts';
import type { RouteTables } from './route.ts';

export const oscPort = 9000;

/** `10.0.0.7:9001` or `[fd00::7]:9001`. */
function remoteAddress(text: string): RemoteAddress | undefined {
  const at = text.lastIndexOf(':');
  const address = text.slice(0, at).replace(/^\[(.*)\]$/, '$1');
  const port = Number(text.slice(at + 1));
  const isPort = Number.isInteger(port) && port > 0 && port <= 65535;
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address);
  return isAddress && isPort ? { address, port } : undefined;
}

const subscriber = z.string().transform((text, context): RemoteAddress => {
  const address = remoteAddress(text);
  if (address) return address;
  context.addIssue({ code: 'custom', message: 'not an address and port such as 10.0.0.7:9001' });
  return z.NEVER;
});

/** The options of an OSC device. */
export const oscOptions = (host: string) =>
  z.object({
    ...udpOptionsShape(oscPort, host),
    ...bindingsShape,
    /** Whether addresses that `bindings` names as `osc:<address>` are controls. */
    controls: z.boolean().default(true),
    /** Other senders whose messages are understood, by name. */
    senders: z.array(sender).max(16).default([]),
    /** Addresses of senders that have no name here. */
    mappings: z.array(mapping).max(64).default([]),
    /** Who is sent feedback without asking for it. */
    subscribers: z.array(subscriber).max(32).default([]),
  });
export type OscOptions = z.infer<ReturnType<typeof oscOptions>>;

/** What the options make of addresses that are not the device's own. */
export function routeTables(options: OscOptions): RouteTables {
  const named = options.senders.flatMap(compileSender);
  const free = compileMappings(options.mappings, false);
  const ignored = options.senders.flatMap(({ name }): readonly string[] => senders[name].ignored);
  return {
    mappings: new MappingTable([...free, ...named], ignored),
    controls: controlsByAddress(options.controls ? options.bindings : []),
  };
}

const compileSender = (entry: Sender): CompiledMapping[] =>
  compileMappings(mappingsOfSender(entry), true);
