import { renderSVG, renderUnicodeCompact } from 'uqr';
import type { AccessPolicy } from './access.ts';
import { urlHost } from './addresses.ts';
import { isLoopbackName } from './host.ts';

/** One way in: the address to type, and the one that carries the key. */
export interface Doorway {
  url: string;
  /** The same with the key, for a QR code; the same as `url` where no key is asked for. */
  inviteUrl: string;
}

/** Every address that other machines can open, at the port that was bound. */
export function doorways(policy: AccessPolicy, port: number): Doorway[] {
  const scheme = policy.secure ? 'https' : 'http';
  return policy.addresses().map((address) => {
    const url = `${scheme}://${urlHost(address)}:${port}/`;
    return { url, inviteUrl: policy.key ? `${url}?key=${policy.key}` : url };
  });
}

/** A QR code as SVG text for the start page. */
export const qrSvg = (text: string): string => renderSVG(text, { border: 2, ecc: 'M' });

/** What the terminal shows at the start: with `--lan` each address and its QR code with the key. */
export function invitation(policy: AccessPolicy, port: number): string {
  const ways = doorways(policy, port);
  if (policy.lan) return [...ways.map(invite), certificateLine(policy)].join('\n\n');
  const lines = ways.map((way) => `  ${way.url}`);
  return isExposed(policy) ? [...lines, exposedWarning].join('\n') : lines.join('\n');
}

const invite = ({ url, inviteUrl }: Doorway): string =>
  [
    `  ${url}`,
    '  Scan to come in with the key, or open:',
    `  ${inviteUrl}`,
    renderUnicodeCompact(inviteUrl, { border: 2 }),
  ].join('\n');

const certificateLine = ({ fingerprint }: AccessPolicy): string =>
  `  The certificate's key is ${fingerprint}\n  (npm run wall -- … --accept-cert takes it; browsers ask once and go on.)`;

const isExposed = (policy: AccessPolicy): boolean =>
  policy.addresses().some((address) => !isLoopbackName(address));

const exposedWarning =
  '  Warning: everybody on this network can run the show, and can read along. Start with --lan for a key and HTTPS.';
