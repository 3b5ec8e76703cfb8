import { addresses, StageNetwork, whyNoNetwork } from '../../../tests/support/stage-network.ts';

/**
 * Where server, pages and tracker are: all on this machine, or each in a network namespace of its own;
 * with pages that share memory with their Worker, or without.
 */
export const placeNames = ['loopback', 'loopback fallback', 'https', 'http'] as const;
export type PlaceName = (typeof placeNames)[number];

/** The letters that results from there have after their target's number. */
export const suffixOf: Readonly<Record<PlaceName, string>> = {
  loopback: '',
  'loopback fallback': 'f',
  https: 'n',
  http: 'nf',
};

export interface Place {
  name: PlaceName;
  suffix: string;
  inWords: string;
  /** Of the server. */
  address: string;
  scheme: 'http' | 'https';
  /** Options that the server is started with. */
  serverArgs: readonly string[];
  /** Whether pages are sent the headers that isolate them; they help in a secure context only. */
  isolates: boolean;
  /** What goes before a command line so that it runs on that machine. */
  on(machine: 'server' | 'wall' | 'tracker'): string[];
  close(): void;
}

/** Why this machine cannot be that place; nothing when it can. */
export const whyNot = (name: PlaceName): string | undefined =>
  name.startsWith('loopback') ? undefined : whyNoNetwork();

export async function openPlace(name: PlaceName): Promise<Place> {
  if (name === 'loopback') return { ...here(name), inWords: 'loopback', isolates: true };
  if (name === 'loopback fallback') {
    return { ...here(name), inWords: 'loopback without shared memory', isolates: false };
  }
  const network = await StageNetwork.open();
  return name === 'https'
    ? { ...there(name, network), inWords: 'three machines by HTTPS', serverArgs: ['--lan'] }
    : {
        ...there(name, network),
        inWords: 'three machines by plain HTTP, without shared memory',
        scheme: 'http',
        serverArgs: ['--host', addresses.server],
      };
}

const here = (name: PlaceName) =>
  ({
    name,
    suffix: suffixOf[name],
    address: '127.0.0.1',
    scheme: 'http',
    serverArgs: [],
    on: () => [],
    close: () => {},
  }) as const;

const there = (name: PlaceName, network: StageNetwork) => ({
  name,
  suffix: suffixOf[name],
  address: addresses.server,
  scheme: 'https' as const,
  isolates: true,
  on: (machine: 'server' | 'wall' | 'tracker') => network.on(machine),
  close: () => network.close(),
});
