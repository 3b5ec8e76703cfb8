import ipaddr from 'ipaddr.js';

/** What a sender may do. */
export interface SourceRights {
  pose: boolean;
  command: boolean;
}

type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

const loopback: readonly Network[] = [ipaddr.parseCIDR('127.0.0.0/8'), ipaddr.parseCIDR('::1/128')];
const nobody: SourceRights = { pose: false, command: false };
const rememberedSenders = 1024;

/**
 * Judges senders by address, before anything of a packet is decoded: poses from `allow`, or from
 * `networks` when `allow` is empty; commands from loopback and from what `allow` lists.
 * Verdicts are remembered for up to 1024 senders, so a known sender costs one lookup.
 */
export class SourceFilter {
  readonly #pose: Network[];
  readonly #command: Network[];
  readonly #verdicts = new Map<string, SourceRights>();

  constructor(allow: readonly string[], networks: readonly string[]) {
    const listed = allow.map(parseNetwork);
    this.#pose = listed.length > 0 ? listed : networks.map(parseNetwork);
    this.#command = [...loopback, ...listed];
  }

  /** The rights of a sender, by its IPv4 or IPv6 address; what is no address has none. */
  rights(address: string): SourceRights {
    const known = this.#verdicts.get(address);
    if (known) return known;
    const verdict = this.#judge(address);
    if (this.#verdicts.size >= rememberedSenders) this.#verdicts.clear();
    this.#verdicts.set(address, verdict);
    return verdict;
  }

  #judge(address: string): SourceRights {
    if (!ipaddr.isValid(address)) return nobody;
    // `process` unwraps ::ffff:10.0.0.7, which is what a dual-stack socket reports.
    const sender = ipaddr.process(address);
    return { pose: isIn(sender, this.#pose), command: isIn(sender, this.#command) };
  }
}

function parseNetwork(text: string): Network {
  if (text.includes('/')) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

function isIn(sender: ipaddr.IPv4 | ipaddr.IPv6, networks: readonly Network[]): boolean {
  return networks.some(([base, bits]) => base.kind() === sender.kind() && sender.match(base, bits));
}
