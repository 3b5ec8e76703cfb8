import { createRequire } from 'node:module';

interface MidiPort {
  getPortCount(): number;
  getPortName(port: number): string;
  openPort(port: number): void;
  closePort(): void;
}

export interface MidiInput extends MidiPort {
  ignoreTypes(sysex: boolean, timing: boolean, activeSensing: boolean): void;
  on(event: 'message', take: (deltaTime: number, message: number[]) => void): unknown;
}

export interface MidiOutput extends MidiPort {
  sendMessage(message: number[]): void;
}

/** What is used of @julusian/midi. */
export interface MidiLibrary {
  Input: new () => MidiInput;
  Output: new () => MidiOutput;
}

const require = createRequire(import.meta.url);
const packageName = '@julusian/midi';

/**
 * Loads the add-on; throws what it throws. By `require`, whose memory of a failure can be cleared: a
 * library that is installed meanwhile is then found.
 */
export function loadMidiLibrary(): MidiLibrary {
  try {
    const library: unknown = require(packageName);
    if (!isMidiLibrary(library)) throw new Error('it has no Input and Output');
    return library;
  } catch (error) {
    for (const path of Object.keys(require.cache)) {
      if (path.includes('@julusian')) delete require.cache[path];
    }
    throw error;
  }
}

const isMidiLibrary = (value: unknown): value is MidiLibrary =>
  typeof value === 'object' &&
  value !== null &&
  'Input' in value &&
  typeof value.Input === 'function' &&
  'Output' in value &&
  typeof value.Output === 'function';
