import ipaddr from 'ipaddr.js';
import { type Binding, isEveryAddress, unicastBinding } from './bind-plan.ts';
import type { BoundInterface } from './bound-interface.ts';

/**
 * Sockets for what is sent to all on the interface's networks, which a socket bound to one local
 * address does not hear: the networks' broadcast addresses and 255.255.255.255. None where the
 * unicast socket hears broadcast by itself: bound to every address, or on Windows. All optional.
 */
export function broadcastBindings(where: BoundInterface, platform: NodeJS.Platform): Binding[] {
  const { address, family, networks } = where;
  if (platform === 'win32' || family !== 'udp4' || isEveryAddress(address)) return [];
  const directed = networks.flatMap(broadcastAddress);
  const addresses = new Set([...directed, '255.255.255.255']);
  // A network of one address has no other for broadcast.
  addresses.delete(address);
  return [...addresses].map((heard) => ({
    ...unicastBinding(heard, 'udp4'),
    reuseAddr: true,
    carries: 'broadcast',
    optional: true,
  }));
}

const broadcastAddress = (cidr: string): string[] =>
  ipaddr.IPv4.isValidCIDR(cidr) ? [ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toString()] : [];
