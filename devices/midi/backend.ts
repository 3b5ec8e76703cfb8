import type { Result } from '../../core/result.ts';

/** The names of the ports that a machine has at one moment. */
export interface MidiPorts {
  inputs: readonly string[];
  outputs: readonly string[];
}

export interface MidiListener {
  /** Whole messages or parts of them, in order; `ageMs` is how long ago they came. */
  bytes(bytes: Uint8Array, ageMs: number): void;
  /** The connection is over, in words; never after `close`. */
  error(reason: string): void;
}

export interface MidiConnection {
  /** One message; dropped where there is no output. */
  send(bytes: Uint8Array): void;
  close(): void;
}

/** The driver's boundary to MIDI: a machine's ports. Nothing of it throws or rejects. */
export interface MidiBackend {
  /** The ports there are now; a fault says why MIDI does not work here, and what to do. */
  ports(): Promise<Result<MidiPorts, string>>;
  /** Opens an input, and an output where one is named, by their full names. One at a time. */
  open(input: string, output: string | undefined, on: MidiListener): MidiConnection;
  /** Gives everything back; the next `ports` begins anew. */
  close(): Promise<void>;
}
