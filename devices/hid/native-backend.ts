import { done, type Result } from '../../core/result.ts';
import type { KeptProcess } from '../native/kept-process.ts';
import type { NativeListener } from '../native/native-process.ts';
import type { HidBackend, HidFault, HidInfo, HidListener, OpenHid } from './backend.ts';
import { type HidRequest, type HidSaying, hidSaying } from './host/host-messages.ts';

interface BackendParts {
  keep: (on: NativeListener) => KeptProcess;
  /** Calls `run` once after `ms`, unless the returned function is called before. */
  after: (ms: number, run: () => void) => () => void;
}

type Answer = Result<HidInfo[], HidFault>;

/** The library answers within milliseconds; its process may take long to start on a slow machine. */
const longestAnswerMs = 15_000;
const longestStartMs = 60_000;

/** The HID library in a process of its own, as a `HidBackend`: requests, answers, reports. */
export class NativeHidBackend implements HidBackend {
  readonly #parts: BackendParts;
  readonly #process: KeptProcess;
  readonly #asked = new Map<number, (answer: Answer) => void>();
  readonly #open = new Map<number, HidListener>();
  #lastId = 0;
  /** The process that runs now has said something. */
  #hasSpoken = false;

  constructor(parts: BackendParts) {
    this.#parts = parts;
    this.#process = parts.keep({
      message: (message) => this.#take(message),
      ended: (reason) => this.#ended(reason),
    });
  }

  async list(): Promise<Answer> {
    return await this.#ask({ ask: 'list', id: this.#nextId() });
  }

  async open(path: string, on: HidListener): Promise<Result<OpenHid, HidFault>> {
    const id = this.#nextId();
    this.#open.set(id, on);
    const answer = await this.#ask({ ask: 'open', id, path });
    if (!answer.ok) {
      this.#open.delete(id);
      return answer;
    }
    const write = (bytes: Uint8Array, isFeature: boolean): void => {
      if (this.#open.has(id)) this.#send({ ask: 'write', id, bytes, isFeature });
    };
    return done({
      write: (bytes) => write(bytes, false),
      sendFeatureReport: (bytes) => write(bytes, true),
      close: async () => {
        if (this.#open.delete(id)) this.#send({ ask: 'close', id });
      },
    });
  }

  async close(): Promise<void> {
    this.#open.clear();
    this.#answerAll({ code: 'stopped', detail: 'closed' });
    await this.#process.close();
  }

  #nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  #send(request: HidRequest): boolean {
    return this.#process.send(request);
  }

  #ask(request: HidRequest): Promise<Answer> {
    return new Promise((resolve) => {
      const limitMs = this.#hasSpoken ? longestAnswerMs : longestStartMs;
      const cancel = this.#parts.after(limitMs, () => {
        this.#process.restart(`it did not answer for ${limitMs / 1000} s`);
      });
      this.#asked.set(request.id, (answer) => {
        cancel();
        this.#asked.delete(request.id);
        resolve(answer);
      });
      if (!this.#send(request)) this.#answer(request.id, stopped('it is being started again'));
    });
  }

  #answer(id: number, answer: Answer): void {
    this.#asked.get(id)?.(answer);
  }

  #answerAll(fault: HidFault): void {
    for (const answer of [...this.#asked.values()]) answer({ ok: false, fault });
  }

  #take(message: unknown): void {
    this.#hasSpoken = true;
    if (isReport(message)) {
      this.#open.get(message.id)?.data(message.report);
      return;
    }
    const parsed = hidSaying.safeParse(message);
    if (parsed.success) this.#hear(parsed.data);
  }

  #hear(saying: HidSaying): void {
    if ('lost' in saying) {
      const lost = this.#open.get(saying.lost);
      this.#open.delete(saying.lost);
      lost?.error(saying.reason);
    } else if ('fault' in saying) {
      this.#answer(saying.answer, { ok: false, fault: saying.fault });
    } else {
      this.#answer(saying.answer, done('infos' in saying ? saying.infos : []));
    }
  }

  #ended(reason: string): void {
    this.#hasSpoken = false;
    this.#answerAll({ code: 'stopped', detail: reason });
    const lost = [...this.#open.values()];
    this.#open.clear();
    for (const listener of lost)
      listener.error(`the process of the HID library is down: ${reason}`);
  }
}

const stopped = (detail: string): Answer => ({ ok: false, fault: { code: 'stopped', detail } });

function isReport(message: unknown): message is { id: number; report: Uint8Array } {
  if (typeof message !== 'object' || message === null) return false;
  if (!('report' in message) || !('id' in message)) return false;
  return message.report instanceof Uint8Array && typeof message.id === 'number';
}
