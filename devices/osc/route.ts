import { commandTypeFromOsc } from '../../core/commands/osc-arguments.ts';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { OscControl } from './controls.ts';
import type { MappedAddress, MappingTable } from './mapping/table.ts';

/** What a message at an address means. */
export type OscRoute =
  | { kind: 'pose' | 'euler' | 'lens'; of: TrackingSample['kind']; subject: string }
  | { kind: 'vmc-camera' }
  | { kind: 'command'; address: string }
  | { kind: 'subscribe' | 'unsubscribe' }
  | { kind: 'mapped'; mapped: MappedAddress }
  | { kind: 'controls'; controls: readonly OscControl[] }
  /** A named sender's, and nothing for us. */
  | { kind: 'ignored' }
  /** Below /cyc, yet nothing that exists: a misspelt address. */
  | { kind: 'unknown' }
  /** Somebody else's address. */
  | { kind: 'unmapped' };

/** What a device's options add to its own addresses. */
export interface RouteTables {
  mappings: MappingTable;
  controls: ReadonlyMap<string, readonly OscControl[]>;
}

const unknown: OscRoute = { kind: 'unknown' };
const unmapped: OscRoute = { kind: 'unmapped' };
const longestSubject = 128;

/**
 * The meaning of a literal address: `/cyc/camera/<id>/pose`, `euler` and `lens`,
 * `/cyc/object/<id>/pose`, `/cyc/<noun>/<verb>` for each command, the mappings of other senders,
 * `/VMC/Ext/Cam`, and the controls that are bound. A missing leading slash is supplied.
 */
export function routeFromAddress(text: string, tables: RouteTables): OscRoute {
  const address = text.startsWith('/') ? text : `/${text}`;
  if (address.startsWith('/cyc/')) return ownRoute(address);
  const mapped = tables.mappings.find(address);
  if (mapped === 'ignored') return { kind: 'ignored' };
  if (mapped) return { kind: 'mapped', mapped };
  if (address === '/VMC/Ext/Cam') return { kind: 'vmc-camera' };
  const controls = tables.controls.get(address);
  return controls ? { kind: 'controls', controls } : unmapped;
}

function ownRoute(address: string): OscRoute {
  if (address === '/cyc/subscribe') return { kind: 'subscribe' };
  if (address === '/cyc/unsubscribe') return { kind: 'unsubscribe' };
  if (commandTypeFromOsc(address)) return { kind: 'command', address };
  const [, , noun, subject, verb, ...more] = address.split('/');
  if (more.length > 0 || !subject || subject.length > longestSubject) return unknown;
  if (noun === 'object' && verb === 'pose') return { kind: 'pose', of: 'object', subject };
  const isCameraVerb = verb === 'pose' || verb === 'euler' || verb === 'lens';
  return noun === 'camera' && isCameraVerb ? { kind: verb, of: 'camera', subject } : unknown;
}
