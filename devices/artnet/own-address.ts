import ipaddr from 'ipaddr.js';
import { isEveryAddress } from '../udp/bind-plan.ts';
import type { BoundInterface } from '../udp/bound-interface.ts';

const none = '0.0.0.0';

/**
 * The IPv4 address of this machine that a sender reaches us by: the bound one, or, bound to every
 * address, the one in the sender's network. "0.0.0.0" when there is none.
 */
export function ownAddressFor(sender: string, { address, networks }: BoundInterface): string {
  if (!isEveryAddress(address)) return ipaddr.IPv4.isValid(address) ? address : none;
  if (!ipaddr.isValid(sender)) return none;
  const from = ipaddr.process(sender);
  // Each network is written with the own address in it: 192.168.7.2/24.
  const network = networks.find((cidr) => {
    const [base, bits] = ipaddr.parseCIDR(cidr);
    return base.kind() === 'ipv4' && from.kind() === 'ipv4' && from.match(base, bits);
  });
  return network?.split('/')[0] ?? none;
}
