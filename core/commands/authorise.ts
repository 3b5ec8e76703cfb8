import type { Command, CommandType } from './table.ts';

/** Who may do what: `viewer` looks, `output` draws, `remote` is OSC, MIDI, HID or an API key. */
export type Role = 'viewer' | 'output' | 'remote' | 'operator';
export type Door = 'http' | 'socket' | 'osc' | 'midi' | 'hid' | 'dmx' | 'tsl' | 'server';

/** Who speaks, through which door. Every command carries one. */
export interface Principal {
  who: string;
  role: Role;
  door: Door;
}

/** What a command touches: nothing on air, what is on air, or the set-up of the show. */
type Reach = 'preview' | 'program' | 'setup';

const reaches: Record<CommandType, Reach | 'deck'> = {
  'environment.preview': 'preview',
  'environment.take': 'program',
  'environment.params': 'deck',
  'environment.place': 'deck',
  'environment.time': 'deck',
  'stage.blackout': 'program',
  'stage.freeze': 'program',
  'stage.safeLook': 'program',
  'stage.identify': 'program',
  'stage.frameCode': 'program',
  'stage.rolling': 'program',
  'stage.rates': 'setup',
  'output.photonDelay': 'setup',
  'stage.pattern': 'program',
  'camera.set': 'setup',
  'camera.holdTracking': 'program',
  'device.set': 'setup',
  'device.remove': 'setup',
  'object.set': 'setup',
  'object.remove': 'setup',
  'take.roll': 'program',
  'take.cut': 'program',
  'take.mark': 'preview',
  // A person says yes: not a desk, a key or a script, unless the show lists it.
  'backdrop.approve': 'setup',
  'backdrop.reject': 'setup',
  'backdrop.push': 'preview',
  'backdrop.cancel': 'preview',
  'backdrop.hurry': 'preview',
  'backdrop.back': 'setup',
  'backdrop.bible': 'setup',
  'show.undo': 'setup',
  'show.redo': 'setup',
};

function reachOf(command: Command): Reach {
  const reach = reaches[command.type];
  if (reach !== 'deck') return reach;
  return 'deck' in command && command.deck === 'program' ? 'program' : 'preview';
}

/**
 * The one place that says yes or no. Returns why not, or `undefined` when the principal may.
 * `live` is the show's `remote.live`: the commands that a remote may use on program and set-up.
 */
export function refusal(
  principal: Principal,
  command: Command,
  live: readonly string[],
): string | undefined {
  if (principal.role === 'operator') return undefined;
  if (principal.role !== 'remote') return `A ${principal.role} page cannot give commands.`;
  if (reachOf(command) === 'preview' || live.includes(command.type)) return undefined;
  return `"${command.type}" touches what is on air. Add it to remote.live in the show to allow it by ${principal.door}.`;
}
