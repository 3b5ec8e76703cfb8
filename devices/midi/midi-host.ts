import { hostNative } from '../native/host-native.ts';
import { type HostReply, type HostRequest, hostRequest, machineMs } from './host-messages.ts';
import {
  loadMidiLibrary,
  type MidiInput,
  type MidiLibrary,
  type MidiOutput,
} from './midi-library.ts';

let library: MidiLibrary | undefined;
/** Never opened: they only list ports, so that a look makes no new client. */
let listing: { input: MidiInput; output: MidiOutput } | undefined;
let input: MidiInput | undefined;
let output: MidiOutput | undefined;

const sendMessage = hostNative((message) => {
  const request = hostRequest.safeParse(message);
  if (request.success) answer(request.data);
});
const say = (reply: HostReply): void => sendMessage(reply);

function answer(request: HostRequest): void {
  try {
    if (request.ask === 'ports') say({ say: 'ports', ...ports() });
    else if (request.ask === 'open') open(request.input, request.output);
    else if (request.ask === 'send') output?.sendMessage([...request.bytes]);
    else close();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say({ say: request.ask === 'ports' ? 'fault' : 'lost', reason });
  }
}

function ports(): { inputs: string[]; outputs: string[] } {
  library ??= loadMidiLibrary();
  listing ??= { input: new library.Input(), output: new library.Output() };
  return { inputs: names(listing.input), outputs: names(listing.output) };
}

function open(inputName: string, outputName: string | undefined): void {
  close();
  library ??= loadMidiLibrary();
  input = new library.Input();
  // System exclusive and timing are MMC, MSC and MTC; sensing is of no use.
  input.ignoreTypes(false, false, true);
  input.on('message', (_deltaTime, message) => {
    say({ say: 'bytes', bytes: Uint8Array.from(message), atMs: machineMs() });
  });
  input.openPort(portNumber(input, inputName));
  if (outputName === undefined) return;
  output = new library.Output();
  output.openPort(portNumber(output, outputName));
}

function close(): void {
  input?.closePort();
  output?.closePort();
  input = output = undefined;
}

const names = (port: MidiInput | MidiOutput): string[] =>
  Array.from({ length: port.getPortCount() }, (_, number) => port.getPortName(number));

function portNumber(port: MidiInput | MidiOutput, name: string): number {
  const number = names(port).indexOf(name);
  if (number < 0) throw new Error(`the port "${name}" is gone`);
  return number;
}
