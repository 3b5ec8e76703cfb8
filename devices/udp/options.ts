import ipaddr from 'ipaddr.js';
import { z } from 'zod';

const isGroup = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) && ipaddr.IPv4.parse(text).range() === 'multicast';

const isAddressOrNetwork = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) ||
  ipaddr.IPv4.isValidCIDRFourPartDecimal(text) ||
  ipaddr.IPv6.isValid(text) ||
  ipaddr.IPv6.isValidCIDR(text);

/**
 * The options every UDP device shares (DESIGN section 5).
 * - `port`: 0 takes any free one, which the status then names.
 * - `interface`: an address of this machine, an interface's name, or 0.0.0.0 for all.
 * - `multicast`: an IPv4 group to join on that interface, or false.
 * - `allow`: addresses and CIDR networks that may send; empty = the network of the interface for
 *   poses, loopback alone for commands.
 */
export const udpOptionsShape = (defaultPort: number, host: string) => ({
  port: z.int().min(0).max(65535).default(defaultPort),
  interface: z.string().min(1).max(64).default(host),
  multicast: z
    .union([
      z.literal(false),
      z.string().refine(isGroup, 'not an IPv4 multicast group (224.0.0.0 to 239.255.255.255)'),
    ])
    .default(false),
  allow: z
    .array(z.string().refine(isAddressOrNetwork, 'not an address such as 10.0.0.7 or 10.0.0.0/24'))
    .max(256)
    .default([]),
});

export interface UdpOptions {
  port: number;
  interface: string;
  multicast: string | false;
  allow: string[];
}
