import type { Result } from '../../core/result.ts';
import { keepEntry } from '../native/keep-entry.ts';
import type { KeptProcess } from '../native/kept-process.ts';
import type { MidiBackend, MidiConnection, MidiListener, MidiPorts } from './backend.ts';
import { midiFaultText } from './fault-text.ts';
import { type HostReply, type HostRequest, hostReply, machineMs } from './host-messages.ts';

const entry = new URL('./midi-host.ts', import.meta.url);
/** The list of ports comes in milliseconds, but a busy machine has to start the process first. */
const usualPatienceMs = 15_000;

type Answer = Result<MidiPorts, string>;

/** MIDI through @julusian/midi, in a process of its own that is started again when it ends. */
export class HostMidi implements MidiBackend {
  #process: KeptProcess | undefined;
  #answer: ((answer: Answer) => void) | undefined;
  #listener: MidiListener | undefined;
  #fault = '';
  readonly #patienceMs: number;

  /** `patienceMs`: so long the process may be silent before it is started anew. */
  constructor(patienceMs = usualPatienceMs) {
    this.#patienceMs = patienceMs;
  }

  ports(): Promise<Answer> {
    this.#process ??= this.#start();
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => this.#process?.restart(`it did not answer in ${this.#patienceMs / 1000} s`),
        this.#patienceMs,
      );
      this.#settle({ ok: false, fault: 'asked again' });
      this.#answer = (answer) => {
        clearTimeout(timer);
        resolve(answer);
      };
      if (!this.#ask({ ask: 'ports' })) this.#settle({ ok: false, fault: this.#fault });
    });
  }

  open(input: string, output: string | undefined, on: MidiListener): MidiConnection {
    this.#listener = on;
    this.#ask({ ask: 'open', input, ...(output !== undefined && { output }) });
    return {
      send: (bytes) => {
        this.#ask({ ask: 'send', bytes });
      },
      close: () => {
        this.#listener = undefined;
        this.#ask({ ask: 'close' });
      },
    };
  }

  async close(): Promise<void> {
    const last = this.#process;
    this.#process = undefined;
    this.#listener = undefined;
    this.#settle({ ok: false, fault: 'closed' });
    await last?.close();
  }

  #start(): KeptProcess {
    return keepEntry(entry, () => performance.now())({
      message: (message) => this.#take(message),
      ended: (reason) => this.#ended(`The process that speaks MIDI: ${reason}. It comes back.`),
    });
  }

  #ask(request: HostRequest): boolean {
    return this.#process?.send(request) ?? false;
  }

  #take(message: unknown): void {
    const reply = hostReply.safeParse(message);
    if (reply.success) this.#hear(reply.data);
  }

  #hear(reply: HostReply): void {
    if (reply.say === 'bytes') {
      this.#listener?.bytes(reply.bytes, Math.max(0, machineMs() - reply.atMs));
    } else if (reply.say === 'lost') this.#lose(reply.reason);
    else if (reply.say === 'ports') this.#settle({ ok: true, value: reply });
    else this.#settle({ ok: false, fault: midiFaultText(reply.reason, process.platform) });
  }

  #ended(reason: string): void {
    this.#fault = reason;
    this.#settle({ ok: false, fault: reason });
    this.#lose(reason);
  }

  #lose(reason: string): void {
    const listener = this.#listener;
    this.#listener = undefined;
    listener?.error(reason);
  }

  #settle(answer: Answer): void {
    const resolve = this.#answer;
    this.#answer = undefined;
    resolve?.(answer);
  }
}
