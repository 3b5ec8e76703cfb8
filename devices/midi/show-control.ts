/** The commands of MIDI Machine Control (RP-013, section 6) that are one byte, by that byte. */
const machineCommands: ReadonlyMap<number, string> = new Map([
  [0x01, 'stop'],
  [0x02, 'play'],
  [0x03, 'deferredPlay'],
  [0x04, 'fastForward'],
  [0x05, 'rewind'],
  [0x06, 'record'],
  [0x07, 'recordExit'],
  [0x08, 'recordPause'],
  [0x09, 'pause'],
  [0x0a, 'eject'],
  [0x0b, 'chase'],
  [0x0d, 'reset'],
]);
const locate = 0x44;

/** The commands of MIDI Show Control (RP-002, section 4.4), and what stands before their cue, in bytes. */
const showCommands: ReadonlyMap<
  number,
  { name: string; skip: number; takes: 'cue' | 'number' | '' }
> = new Map([
  [0x01, { name: 'go', skip: 0, takes: 'cue' }],
  [0x02, { name: 'stop', skip: 0, takes: 'cue' }],
  [0x03, { name: 'resume', skip: 0, takes: 'cue' }],
  // Five bytes of time: when it is due is the sender's affair.
  [0x04, { name: 'timedGo', skip: 5, takes: 'cue' }],
  [0x05, { name: 'load', skip: 0, takes: 'cue' }],
  [0x07, { name: 'fire', skip: 0, takes: 'number' }],
  [0x08, { name: 'allOff', skip: 0, takes: '' }],
  [0x09, { name: 'restore', skip: 0, takes: '' }],
  [0x0a, { name: 'reset', skip: 0, takes: '' }],
  [0x0b, { name: 'goOff', skip: 0, takes: 'cue' }],
]);

const longestCue = 32;

/**
 * The controls that an MMC command presses, from the bytes after F0 7F <device> 06: `mmc/play`,
 * `mmc/locate` … Several may follow one another. Undefined for bytes that are none.
 */
export function machineControls(commands: Uint8Array): string[] | undefined {
  const controls: string[] = [];
  let at = 0;
  while (at < commands.length) {
    const command = commands[at] ?? 0;
    const name = command === locate ? 'locate' : machineCommands.get(command);
    if (name !== undefined) controls.push(`mmc/${name}`);
    // From 40 to 77 a count of bytes follows the command, elsewhere nothing.
    const hasCount = command >= 0x40 && command < 0x78;
    at += hasCount ? 2 + (commands[at + 1] ?? 0) : 1;
  }
  return at === commands.length && controls.length > 0 ? controls : undefined;
}

/**
 * The control that an MSC command presses, from the bytes after F0 7F <device> 02: format, command,
 * data. `msc/go/12.5` with a cue, `msc/go` for the next one, `msc/fire/<macro>`; cue list and path
 * are left. Undefined for what is no command or has no proper cue number.
 */
export function showControl(message: Uint8Array): string | undefined {
  const command = showCommands.get(message[1] ?? 0);
  if (!command || message.length < 2 + command.skip) return undefined;
  const data = message.subarray(2 + command.skip);
  const { name, takes } = command;
  if (takes === 'number') return data.length === 1 ? `msc/${name}/${data[0]}` : undefined;
  if (takes === '' || data.length === 0) return `msc/${name}`;
  const cue = cueNumber(data);
  return cue === undefined ? undefined : `msc/${name}/${cue}`;
}

/** A cue number: digits and points up to the first 00. */
function cueNumber(data: Uint8Array): string | undefined {
  const end = data.indexOf(0);
  const text = String.fromCharCode(...data.subarray(0, end < 0 ? data.length : end));
  return text.length <= longestCue && /^\d+(?:\.\d+)*$/.test(text) ? text : undefined;
}
