import type { BoundInterface } from './bound-interface.ts';

/** One socket to open for a device. */
export interface Binding {
  address: string;
  family: 'udp4' | 'udp6';
  /** Set only with a group: for unicast it would let two programs steal each other's packets. */
  reuseAddr: boolean;
  group?: string;
  joinOn: string[];
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
  const unicast: Binding = { address, family, reuseAddr: false, joinOn: [], optional: false };
  if (group === false) return [unicast];
  const member: Binding = {
    address: group,
    family: 'udp4',
    reuseAddr: true,
    group,
    joinOn,
    optional: false,
  };
  const isAny = address === '0.0.0.0' || address === '::';
  if (isAny || platform === 'win32') return [{ ...member, address: '0.0.0.0' }];
  return [member, { ...unicast, optional: true }];
}
