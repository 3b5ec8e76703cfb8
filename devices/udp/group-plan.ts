import {
  type Binding,
  isEveryAddress,
  memberBinding,
  unicastBinding,
  wildcardBinding,
} from './bind-plan.ts';
import type { BoundInterface } from './bound-interface.ts';

/**
 * Which sockets a device with many groups needs: one bound to each group, so that it is known which
 * group a datagram was sent to and no system's limit of groups per socket counts (Linux: 20), and one
 * for each local address. All are optional: what cannot be opened is told, and the rest works. On
 * Windows a group cannot be bound, and one socket covers all.
 */
export function groupPlan(
  where: BoundInterface,
  groups: readonly string[],
  platform: NodeJS.Platform,
): Binding[] {
  const { address, family, joinOn } = where;
  if (platform === 'win32') return [wildcardBinding(groups, joinOn)];
  // Never 0.0.0.0 beside the groups: it hears every group of the machine once more (ip(7)).
  const unicast = isEveryAddress(address)
    ? joinOn.map((local) => unicastBinding(local, 'udp4'))
    : [unicastBinding(address, family)];
  const members = groups.map((group) => memberBinding(group, joinOn));
  return [...unicast, ...members].map((binding) => ({ ...binding, optional: true }));
}
