import type { NetworkInterfaceInfo } from 'node:os';

/** What `os.networkInterfaces()` gives; handed in so that rules can be tested without a network. */
export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

export interface OwnAddress {
  address: string;
  family: 'IPv4' | 'IPv6';
  interfaceName: string;
  internal: boolean;
}

/** Link-local IPv6 needs a zone, which no address bar takes. */
const isLinkLocal = (address: string): boolean => /^fe[89ab]/i.test(address);

/** Every address of this machine that a page could be opened at, IPv4 first. */
export function ownAddresses(interfaces: Interfaces): OwnAddress[] {
  const all = Object.entries(interfaces).flatMap(([interfaceName, list = []]) =>
    list
      .filter(({ address }) => !isLinkLocal(address))
      .map(
        ({ address, family, internal }): OwnAddress => ({
          address,
          family,
          interfaceName,
          internal,
        }),
      ),
  );
  return all.sort((a, b) => a.family.localeCompare(b.family));
}

/** The addresses by which other machines may reach this one. */
export const lanAddresses = (interfaces: Interfaces): OwnAddress[] =>
  ownAddresses(interfaces).filter((each) => !each.internal);

/** `::ffff:10.0.0.7` is 10.0.0.7 seen through a socket that listens on both families. */
export const plainAddress = (address: string | undefined): string =>
  (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');

/** An address as it stands in a URL: IPv6 in brackets. */
export const urlHost = (address: string): string =>
  address.includes(':') ? `[${address}]` : address;
