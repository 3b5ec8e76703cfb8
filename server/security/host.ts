const parseUrl = (text: string): URL | undefined =>
  URL.canParse(text) ? new URL(text) : undefined;

/** The name in a Host header, small letters, without port and brackets; `undefined` when it is no host. */
export function hostName(header: string | undefined): string | undefined {
  // Only these characters can make a host and a port; anything else would be read two ways.
  if (!header || !/^[A-Za-z0-9._:[\]-]+$/.test(header)) return undefined;
  const url = parseUrl(`http://${header}`);
  if (url?.pathname !== '/' || url.username !== '') return undefined;
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** Names that mean this machine to itself, wherever the request comes from. */
export const isLoopbackName = (name: string): boolean =>
  name === 'localhost' || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name);

/**
 * Whether an Origin is the page's own: same host and port as the request was sent to. With TLS it
 * must be https; without, a proxy in front may speak it, so both are right.
 */
export function isOwnOrigin(origin: string, hostHeader: string, secure: boolean): boolean {
  const url = parseUrl(origin);
  if (!url || (url.protocol !== 'https:' && (secure || url.protocol !== 'http:'))) return false;
  return url.host === parseUrl(`${url.protocol}//${hostHeader}`)?.host;
}
