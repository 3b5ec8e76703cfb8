import type { RemoteAddress } from '../device.ts';
import type { OscValue } from './arguments.ts';

/** What `/cyc/subscribe` and `/cyc/unsubscribe` ask for. */
export interface Subscription {
  to: RemoteAddress;
  /** Addresses that begin with it; '' for all. */
  prefix: string;
}

/**
 * Reads the arguments of `/cyc/subscribe` and `/cyc/unsubscribe`: optional text that the addresses
 * begin with, an optional port that answers go to instead of the sender's own. Answers only ever go
 * to the sender's address. A lone 1, as a button sends it, is no port; a lone 0 is its release:
 * `'ignored'`. Returns undefined when the arguments are none of these.
 */
export function subscriptionFromOsc(
  values: readonly OscValue[],
  from: RemoteAddress,
): Subscription | 'ignored' | undefined {
  const [first, second] = values;
  if (values.length === 1 && (first === 0 || first === false)) return 'ignored';
  if (values.length === 1 && (first === 1 || first === true)) return { to: from, prefix: '' };
  const prefix = typeof first === 'string' ? first : '';
  const port = typeof first === 'string' ? second : first;
  const count = values.length - (typeof first === 'string' ? 1 : 0);
  if (count === 0) return { to: from, prefix };
  const isPort = typeof port === 'number' && Number.isInteger(port) && port > 1 && port <= 65535;
  return count === 1 && isPort ? { to: { address: from.address, port }, prefix } : undefined;
}
