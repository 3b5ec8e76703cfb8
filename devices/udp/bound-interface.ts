import { isIP } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** What `os.networkInterfaces()` gives. */
export type NetworkInterfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** Where a device listens: a local address and the networks that are directly reachable there. */
export interface BoundInterface {
  address: string;
  family: 'udp4' | 'udp6';
  /** CIDR notation. */
  networks: string[];
  /** Addresses on which to join a multicast group. */
  joinOn: string[];
}

const loopback: BoundInterface = {
  address: '127.0.0.1',
  family: 'udp4',
  networks: ['127.0.0.0/8'],
  joinOn: ['127.0.0.1'],
};

/**
 * Finds the interface that the option names: an address of this machine, an interface name, or
 * 0.0.0.0 and :: for all of them. Returns `undefined` when this machine has no such interface.
 */
export function boundInterface(
  name: string,
  interfaces: NetworkInterfaces,
): BoundInterface | undefined {
  if (name === 'localhost') return loopback;
  if (name.startsWith('127.') && isIP(name) === 4) return { ...loopback, address: name };
  if (name === '0.0.0.0' || name === '::') return everyInterface(name, interfaces);
  const entries = interfaces[name] ?? allEntries(interfaces).filter((e) => e.address === name);
  const entry = entries.find((e) => e.family === 'IPv4') ?? entries[0];
  if (!entry) return undefined;
  return {
    address: entry.address,
    family: entry.family === 'IPv4' ? 'udp4' : 'udp6',
    networks: entry.cidr ? [entry.cidr] : [],
    joinOn: [entry.address],
  };
}

/** The interfaces of this machine in words, for a message that says what to choose from. */
export function describeInterfaces(interfaces: NetworkInterfaces): string {
  return Object.entries(interfaces)
    .flatMap(([name, entries]) => (entries ?? []).map((e) => `${name} ${e.address}`))
    .join(', ');
}

function everyInterface(address: string, interfaces: NetworkInterfaces): BoundInterface {
  const entries = allEntries(interfaces);
  return {
    address,
    family: address === '::' ? 'udp6' : 'udp4',
    networks: entries.flatMap((e) => (e.cidr ? [e.cidr] : [])),
    joinOn: entries.flatMap((e) => (e.family === 'IPv4' ? [e.address] : [])),
  };
}

const allEntries = (interfaces: NetworkInterfaces): NetworkInterfaceInfo[] =>
  Object.values(interfaces).flatMap((entries) => entries ?? []);
