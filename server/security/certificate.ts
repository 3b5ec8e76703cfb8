import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface TlsFiles {
  cert: string;
  key: string;
  /** SHA-256 of the public key in base64: what a kiosk Chromium is told to trust. */
  fingerprint: string;
}

const dayMs = 86_400_000;
/** Phones refuse certificates that are valid for much longer than a year. */
const validDays = 397;
const renewDays = 30;

/** Everything that a certificate must name. */
export interface CertificateNames {
  dns: readonly string[];
  ip: readonly string[];
}

/** SHA-256 of the SubjectPublicKeyInfo (RFC 7469 section 2.4), base64. */
export function spkiFingerprint(certificate: X509Certificate): string {
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
}

/** Whether a certificate still serves: it names everything, and is valid for a month to come. */
export function stillServes(pem: string, names: CertificateNames, nowMs: number): boolean {
  try {
    const certificate = new X509Certificate(pem);
    const begins = Date.parse(certificate.validFrom);
    const ends = Date.parse(certificate.validTo);
    if (begins > nowMs || ends - nowMs < renewDays * dayMs) return false;
    return (
      names.dns.every((name) => certificate.checkHost(name) !== undefined) &&
      names.ip.every((address) => certificate.checkIP(address) !== undefined)
    );
  } catch {
    return false;
  }
}

/**
 * The certificate of this data folder, made once and remade when addresses change or it runs out.
 * The key pair stays, so that a fingerprint handed to a wall goes on fitting.
 */
export async function loadOwnCertificate(
  dataDir: string,
  names: CertificateNames,
  nowMs: number,
): Promise<TlsFiles> {
  const folder = join(dataDir, 'tls');
  const paths = { cert: join(folder, 'server.crt'), key: join(folder, 'server.key') };
  const [cert, key] = await Promise.all([readOr(paths.cert, ''), readOr(paths.key, '')]);
  const fits = stillServes(cert, names, nowMs) && keyFits(cert, key);
  if (fits) return { cert, key, fingerprint: spkiFingerprint(new X509Certificate(cert)) };
  const made = await makeCertificate(names, nowMs, privateKeyOf(key));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(paths.key, made.key, 0o600);
  await writeWhole(paths.cert, made.cert, 0o644);
  return made;
}

const readOr = (path: string, otherwise: string): Promise<string> =>
  readFile(path, 'utf8').catch(() => otherwise);

async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, text, { mode });
  await rename(temporary, path);
}

function keyFits(cert: string, key: string): boolean {
  const privateKey = privateKeyOf(key);
  return privateKey !== undefined && new X509Certificate(cert).checkPrivateKey(privateKey);
}

function privateKeyOf(pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ec' ? key : undefined;
  } catch {
    return undefined;
  }
}

async function makeCertificate(
  names: CertificateNames,
  nowMs: number,
  known: KeyObject | undefined,
): Promise<TlsFiles> {
  const privateKey = known ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const made = await generate([{ name: 'commonName', value: 'Cyclorama' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    keyPair: {
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
    },
    // A day of leeway for machines whose clocks disagree.
    notBeforeDate: new Date(nowMs - dayMs),
    notAfterDate: new Date(nowMs + (validDays - 1) * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: altNames(names) },
    ],
  });
  const fingerprint = spkiFingerprint(new X509Certificate(made.cert));
  return { cert: made.cert, key: made.private, fingerprint };
}

const altNames = ({ dns, ip }: CertificateNames) => [
  ...dns.map((value) => ({ type: 2 as const, value })),
  ...ip.map((address) => ({ type: 7 as const, ip: address })),
];
