import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Problem, Result } from '../../core/result.ts';
import { spkiFingerprint, type TlsFiles } from './certificate.ts';

/** Reads `--tls-cert` and `--tls-key`, or says which of them is wrong and how. */
export async function readCertificateFiles(
  certPath: string | undefined,
  keyPath: string | undefined,
): Promise<Result<TlsFiles>> {
  if (!certPath) return fail('--tls-cert', '--tls-key was given without it. Give both.');
  if (!keyPath) return fail('--tls-key', '--tls-cert was given without it. Give both.');
  const [cert, key] = await Promise.all([readText(certPath), readText(keyPath)]);
  if (cert === undefined) return fail('--tls-cert', `Cannot read ${certPath}.`);
  if (key === undefined) return fail('--tls-key', `Cannot read ${keyPath}.`);
  const certificate = attempt(() => new X509Certificate(cert));
  if (!certificate) return fail('--tls-cert', `${certPath} holds no certificate in PEM form.`);
  const privateKey = attempt(() => createPrivateKey(key));
  if (!privateKey) {
    return fail('--tls-key', `${keyPath} holds no private key in PEM form without a passphrase.`);
  }
  if (!certificate.checkPrivateKey(privateKey)) {
    return fail('--tls-key', `${keyPath} is not the key of the certificate in ${certPath}.`);
  }
  return { ok: true, value: { cert, key, fingerprint: spkiFingerprint(certificate) } };
}

const readText = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch(() => undefined);

function attempt<Value>(make: () => Value): Value | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function fail(path: string, message: string): { ok: false; fault: Problem[] } {
  return { ok: false, fault: [{ path, code: 'tls-files', message: `${path}: ${message}` }] };
}
