import type { NetworkInterfaceInfo } from 'node:os';
import type { DiscoveryReport } from '../../core/wire/discovery.ts';

/** What `os.networkInterfaces()` gives. */
export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

const noMac = '00:00:00:00:00:00';

/** The addresses that a device may listen on, IPv4 first; loopback last, as a tracker is elsewhere. */
export function interfacesFound(interfaces: Interfaces): DiscoveryReport['interfaces'] {
  const all = Object.entries(interfaces).flatMap(([name, list = []]) =>
    list.map((info) => ({ name, ...info })),
  );
  const rank = ({ internal, family }: NetworkInterfaceInfo): number =>
    (internal ? 2 : 0) + (family === 'IPv4' ? 0 : 1);
  return all
    .sort((a, b) => rank(a) - rank(b))
    .map(({ name, address, mac }) =>
      mac === noMac || mac === '' ? { name, address } : { name, address, mac },
    );
}
