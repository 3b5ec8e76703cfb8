import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAccess } from '../../../server/security/access.ts';
import { loadOwnCertificate } from '../../../server/security/certificate.ts';
import { readCertificateFiles } from '../../../server/security/certificate-files.ts';

const names = { dns: ['localhost', 'stagebox'], ip: ['127.0.0.1', '::1', '10.1.2.3'] };
const nowMs = Date.parse('2026-11-22T12:00:00Z');
const dayMs = 86_400_000;
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cyclorama-tls-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the certificate of a data folder', () => {
  test('names every address and name, and only its owner can read its key', async () => {
    const { cert, fingerprint } = await loadOwnCertificate(folder, names, nowMs);
    const certificate = new X509Certificate(cert);
    expect(certificate.checkIP('10.1.2.3')).toBe('10.1.2.3');
    expect(certificate.checkIP('::1')).toBeDefined();
    expect(certificate.checkHost('stagebox')).toBe('stagebox');
    expect(certificate.checkHost('evil.example')).toBeUndefined();
    expect(certificate.ca).toBe(false);
    expect(Buffer.from(fingerprint, 'base64')).toHaveLength(32);
    expect((await stat(join(folder, 'tls', 'server.key'))).mode & 0o777).toBe(0o600);
  });

  test('is made once', async () => {
    const first = await loadOwnCertificate(folder, names, nowMs);
    const later = await loadOwnCertificate(
      folder,
      { ...names, dns: ['localhost'] },
      nowMs + 300 * dayMs,
    );
    expect(later).toEqual(first);
  });

  test('is remade for a new address or before it runs out, and keeps its fingerprint', async () => {
    const first = await loadOwnCertificate(folder, names, nowMs);
    const moved = await loadOwnCertificate(folder, { ...names, ip: ['10.9.9.9'] }, nowMs);
    expect(moved.cert).not.toBe(first.cert);
    expect(new X509Certificate(moved.cert).checkIP('10.9.9.9')).toBeDefined();
    const late = await loadOwnCertificate(
      folder,
      { ...names, ip: ['10.9.9.9'] },
      nowMs + 370 * dayMs,
    );
    expect(late.cert).not.toBe(moved.cert);
    expect([moved.fingerprint, late.fingerprint]).toEqual([first.fingerprint, first.fingerprint]);
  });

  test('is remade when its files are torn', async () => {
    const first = await loadOwnCertificate(folder, names, nowMs);
    await writeFile(join(folder, 'tls', 'server.crt'), first.cert.slice(0, 100));
    const again = await loadOwnCertificate(folder, names, nowMs);
    expect(again.fingerprint).toBe(first.fingerprint);
    await writeFile(join(folder, 'tls', 'server.key'), 'torn');
    const anew = await loadOwnCertificate(folder, names, nowMs);
    expect(new X509Certificate(anew.cert).checkHost('localhost')).toBe('localhost');
  });
});

describe('certificate files of the crew', () => {
  const path = (name: string) => join(folder, 'tls', name);
  const fault = async (cert: string | undefined, key: string | undefined) => {
    const read = await readCertificateFiles(cert, key);
    return read.ok ? 'fine' : `${read.fault[0]?.message}`;
  };

  test('are taken when they fit each other', async () => {
    const { fingerprint } = await loadOwnCertificate(folder, names, nowMs);
    const read = await readCertificateFiles(path('server.crt'), path('server.key'));
    expect(read.ok && read.value.fingerprint).toBe(fingerprint);
  });

  test('are refused by name when one is missing, unreadable, no PEM or of another pair', async () => {
    await loadOwnCertificate(folder, names, nowMs);
    const other = await mkdtemp(join(tmpdir(), 'cyclorama-tls-'));
    await loadOwnCertificate(other, names, nowMs);
    const [cert, key] = [path('server.crt'), path('server.key')];
    expect(await fault(cert, undefined)).toMatch(/^--tls-key: .*Give both/);
    expect(await fault(undefined, key)).toMatch(/^--tls-cert: .*Give both/);
    expect(await fault(path('none.crt'), key)).toMatch(/^--tls-cert: Cannot read/);
    expect(await fault(cert, path('none.key'))).toMatch(/^--tls-key: Cannot read/);
    expect(await fault(key, key)).toMatch(/^--tls-cert: .*no certificate/);
    expect(await fault(cert, cert)).toMatch(/^--tls-key: .*no private key/);
    expect(await fault(cert, join(other, 'tls', 'server.key'))).toMatch(
      /^--tls-key: .*not the key/,
    );
    await rm(other, { recursive: true });
  });

  test('stop the start with the option to correct', async () => {
    const config = {
      host: '127.0.0.1',
      lan: true,
      allowHosts: [],
      tlsCert: '/none.crt',
      tlsKey: '/none.key',
    };
    const access = await createAccess(config, folder);
    expect(access).toMatchObject({ ok: false, fault: [{ path: '--tls-cert', code: 'tls-files' }] });
  });
});
