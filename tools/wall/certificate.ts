import { createHash, type X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';

export interface ServerKey {
  /** SHA-256 of the certificate's public key (SubjectPublicKeyInfo), base64: Chromium's SPKI pin. */
  hash: string;
  /** Whether an authority that this machine knows vouches for it. */
  isTrusted: boolean;
}

/** Chromium's pin of a certificate: base64 of SHA-256 of its SubjectPublicKeyInfo in DER. */
export function spkiHash(certificate: X509Certificate): string {
  const key = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

/** Looks at a server's certificate; `undefined` when no server answers by TLS there. */
export function readServerKey(origin: string, timeoutMs: number): Promise<ServerKey | undefined> {
  const { hostname, port } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    // Only looked at: nothing is sent over this connection.
    const socket = connect({ host, port: Number(port || 443), rejectUnauthorized: false });
    const end = (key?: ServerKey): void => {
      socket.destroy();
      resolve(key);
    };
    socket.setTimeout(timeoutMs, () => end());
    socket.on('error', () => end());
    socket.on('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate();
      end(certificate && { hash: spkiHash(certificate), isTrusted: socket.authorized });
    });
  });
}
