import { commandTypeFromOsc } from '../../core/commands/osc-arguments.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';

/** What a message at an address means. */
export type OscRoute =
  | { kind: 'pose' | 'euler' | 'lens'; of: TrackingSample['kind']; subject: string }
  | { kind: 'vmc-camera' }
  | { kind: 'command'; address: string }
  /** Below /cyc, yet nothing that exists: a misspelt address. */
  | { kind: 'unknown' }
  /** Somebody else's address. */
  | { kind: 'unmapped' };

const unknown: OscRoute = { kind: 'unknown' };
const unmapped: OscRoute = { kind: 'unmapped' };
const longestSubject = 128;

/**
 * The meaning of a literal address: `/cyc/camera/<id>/pose`, `euler` and `lens`,
 * `/cyc/object/<id>/pose`, `/VMC/Ext/Cam`, and `/cyc/<noun>/<verb>` for each command. Exact matches
 * only. A missing leading slash is supplied.
 */
export function routeFromAddress(text: string): OscRoute {
  const address = text.startsWith('/') ? text : `/${text}`;
  if (address === '/VMC/Ext/Cam') return { kind: 'vmc-camera' };
  const [, root, noun, subject, verb, ...more] = address.split('/');
  if (root !== 'cyc') return unmapped;
  if (commandTypeFromOsc(address)) return { kind: 'command', address };
  if (more.length > 0 || !subject || subject.length > longestSubject) return unknown;
  if (noun === 'object' && verb === 'pose') return { kind: 'pose', of: 'object', subject };
  const isCameraVerb = verb === 'pose' || verb === 'euler' || verb === 'lens';
  return noun === 'camera' && isCameraVerb ? { kind: verb, of: 'camera', subject } : unknown;
}
