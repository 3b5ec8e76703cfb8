import { hostname, networkInterfaces } from 'node:os';
import type { Result } from '../../core/result.ts';
import { loadAccessKey } from './access-key.ts';
import { type Interfaces, lanAddresses, ownAddresses } from './addresses.ts';
import { loadOwnCertificate, type TlsFiles } from './certificate.ts';
import { readCertificateFiles } from './certificate-files.ts';
import { isLoopbackName } from './host.ts';

/** Who may ask, and under which names this server answers. */
export interface AccessPolicy {
  readonly lan: boolean;
  readonly secure: boolean;
  /** SHA-256 of the certificate's public key, for walls that are told to accept it; absent without TLS. */
  readonly fingerprint: string | undefined;
  /** What every caller must bring; absent without `--lan`. */
  readonly key: string | undefined;
  /** Whether a name in a Host header, without its port, means this server. */
  knowsHost(name: string): boolean;
  /** Addresses to open it at from elsewhere; loopback when it listens nowhere else. */
  addresses(): string[];
}

export interface Access {
  policy: AccessPolicy;
  tls: TlsFiles | undefined;
}

/** The options of the command line that decide access. */
export interface AccessConfig {
  host: string;
  lan: boolean;
  allowHosts: readonly string[];
  tlsCert?: string | undefined;
  tlsKey?: string | undefined;
}

/** What the machine says of itself; handed in by tests. */
export interface Surroundings {
  interfaces(): Interfaces;
  hostname: string;
  nowMs: number;
}

const here = (): Surroundings => ({
  interfaces: networkInterfaces,
  hostname: hostname().toLowerCase(),
  nowMs: Date.now(),
});

/** Policy, key and certificate as the options ask for them; key and certificate are made when missing. */
export async function createAccess(
  config: AccessConfig,
  dataDir: string,
  surroundings: Surroundings = here(),
): Promise<Result<Access>> {
  const tls = await tlsFor(config, dataDir, surroundings);
  if (!tls.ok) return tls;
  const key = config.lan ? await loadAccessKey(dataDir) : undefined;
  const fingerprint = tls.value?.fingerprint;
  const policy = createPolicy(config, surroundings, { key, fingerprint });
  return { ok: true, value: { policy, tls: tls.value } };
}

async function tlsFor(
  config: AccessConfig,
  dataDir: string,
  { interfaces, hostname: own, nowMs }: Surroundings,
): Promise<Result<TlsFiles | undefined>> {
  if (config.tlsCert !== undefined || config.tlsKey !== undefined) {
    return readCertificateFiles(config.tlsCert, config.tlsKey);
  }
  if (!config.lan) return { ok: true, value: undefined };
  const ip = new Set(['127.0.0.1', '::1', ...ownAddresses(interfaces()).map((a) => a.address)]);
  const dns = new Set(['localhost', own, `${own}.local`, ...config.allowHosts]);
  const names = { dns: [...dns], ip: [...ip] };
  return { ok: true, value: await loadOwnCertificate(dataDir, names, nowMs) };
}

const wildcards = new Set(['0.0.0.0', '::', '']);

/** The rules of a running server. Addresses are looked up each time: a cable may be moved during a show. */
export function createPolicy(
  config: AccessConfig,
  { interfaces, hostname: own }: Pick<Surroundings, 'interfaces' | 'hostname'>,
  { key, fingerprint }: Pick<AccessPolicy, 'key' | 'fingerprint'>,
): AccessPolicy {
  const everywhere = config.lan || wildcards.has(config.host);
  const bound = everywhere ? [] : [config.host];
  const names = new Set([...bound, own, `${own}.local`, ...config.allowHosts].map(lowerCase));
  const addresses = (): string[] => {
    if (!everywhere) return [config.host];
    const all = lanAddresses(interfaces());
    // 0.0.0.0, which --lan means too, hears no IPv6.
    const heard = config.host === '::' ? all : all.filter(({ family }) => family === 'IPv4');
    const lan = heard.map((each) => each.address);
    return lan.length > 0 ? lan : ['127.0.0.1'];
  };
  const isOwn = (name: string): boolean =>
    ownAddresses(interfaces()).some((each) => each.address === name);
  return {
    lan: config.lan,
    secure: fingerprint !== undefined,
    fingerprint,
    key,
    knowsHost: (name) => isLoopbackName(name) || names.has(name) || isOwn(name),
    addresses,
  };
}

const lowerCase = (name: string): string => name.toLowerCase();
