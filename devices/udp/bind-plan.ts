import type { BoundInterface } from './bound-interface.ts';

/** One socket to open for a device. */
export interface Binding {
  address: string;
  family: 'udp4' | 'udp6';
  /** Not set for unicast alone: there it would let two programs steal each other's packets. */
  reuseAddr: boolean;
  /** Multicast groups to join, on each address of `joinOn`. */
  groups: readonly string[];
  joinOn: string[];
  /** What it is for, for a message; what covers unicast, too, also sends. */
  carries: 'unicast' | 'multicast' | 'broadcast';
  /** Without it the device still works; a failure is only told. */
  optional: boolean;
}

/**
 * Which sockets a device needs. A group gets a socket bound to the group's own address, because one
 * bound to a local address never sees multicast and one bound to 0.0.0.0 sees every group that any
 * program on the machine has joined (Linux, ip(7) IP_MULTICAST_ALL); beside it a second socket
 * takes unicast. On Windows a group cannot be bound, and 0.0.0.0 covers both.
 */
export function bindPlan(
  where: BoundInterface,
  group: string | false,
  platform: NodeJS.Platform,
): Binding[] {
  const { address, family, joinOn } = where;
  const unicast = unicastBinding(address, family);
  if (group === false) return [unicast];
  if (isEveryAddress(address) || platform === 'win32') return [wildcardBinding([group], joinOn)];
  return [memberBinding(group, joinOn), { ...unicast, optional: true }];
}

/** Whether an address stands for all of this machine's. */
export const isEveryAddress = (address: string): boolean =>
  address === '0.0.0.0' || address === '::';

/** A socket for what is sent to one address of this machine. */
export const unicastBinding = (address: string, family: Binding['family']): Binding => ({
  address,
  family,
  reuseAddr: false,
  groups: [],
  joinOn: [],
  carries: 'unicast',
  optional: false,
});

/** A socket for one group, bound to the group's own address. */
export const memberBinding = (group: string, joinOn: string[]): Binding => ({
  address: group,
  family: 'udp4',
  reuseAddr: true,
  groups: [group],
  joinOn,
  carries: 'multicast',
  optional: false,
});

/** A socket for everything that arrives, the groups included. */
export const wildcardBinding = (groups: readonly string[], joinOn: string[]): Binding => ({
  address: '0.0.0.0',
  family: 'udp4',
  reuseAddr: true,
  groups,
  joinOn,
  carries: 'unicast',
  optional: false,
});
