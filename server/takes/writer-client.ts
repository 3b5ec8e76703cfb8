import { Worker } from 'node:worker_threads';
import type { EndReason, TakeEnd } from '../../core/takes/take-header.ts';
import { createRingMemory, RingWriter } from './record-ring.ts';
import type { FoundTake } from './recover-take.ts';
import type { FromWriter, ToWriter, WriterStart, WrittenTake } from './writer-messages.ts';

const entry = new URL('./writer-thread.mjs', import.meta.url);

export interface WriterClientListener {
  atRisk(message: string): void;
  /** The take that rolled has stopped. */
  failed(reason: EndReason, message: string, written: WrittenTake): void;
}

const nothingWritten: WrittenTake = { segments: 0, bytes: 0, atRisk: true };

/**
 * The server's hold on the thread that writes takes. One question at a time; a thread that dies is
 * told as a failure and started anew for the next take.
 */
export class WriterClient {
  readonly #folder: string;
  readonly #listener: WriterClientListener;
  #worker: Worker | undefined;
  #ring: RingWriter | undefined;
  #answer: ((message: FromWriter | undefined) => void) | undefined;

  /** `folder`: of the takes, whose disk is looked at between takes, too. */
  constructor(folder: string, listener: WriterClientListener) {
    this.#folder = folder;
    this.#listener = listener;
  }

  /** Absent while no thread runs. */
  get ring(): RingWriter | undefined {
    return this.#ring;
  }

  /** Starts the thread, so that the first take finds it ready. Returns the way for records. */
  start(): RingWriter {
    if (this.#ring) return this.#ring;
    const memory = createRingMemory();
    const ring = new RingWriter(memory);
    const workerData: WriterStart = { memory, folder: this.#folder };
    const worker = new Worker(entry, { workerData });
    worker.unref();
    worker.on('message', (message: FromWriter) => this.#take(message));
    worker.on('error', (error) => this.#died(worker, error.message));
    worker.on('exit', (code) => this.#died(worker, `it ended with ${code}`));
    this.#worker = worker;
    this.#ring = ring;
    return ring;
  }

  /** `undefined` when the files are there, else why not. */
  async open(
    order: Omit<ToWriter & { type: 'open' }, 'type'>,
  ): Promise<{ reason: EndReason; message: string } | undefined> {
    const answer = await this.#ask({ type: 'open', ...order });
    if (answer?.type === 'opened') return undefined;
    if (answer?.type === 'refused') return answer;
    return { reason: 'recorder-failed', message: 'The thread that writes takes has died.' };
  }

  async close(end: TakeEnd): Promise<{ isWhole: boolean; written: WrittenTake }> {
    const answer = await this.#ask({ type: 'close', end });
    return answer?.type === 'closed' ? answer : { isWhole: false, written: nothingWritten };
  }

  async recover(folder: string, id: string): Promise<FoundTake | undefined> {
    const answer = await this.#ask({ type: 'recover', folder, id });
    return answer?.type === 'recovered' ? answer.found : undefined;
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#ring = undefined;
    await worker?.terminate();
  }

  #ask(question: ToWriter): Promise<FromWriter | undefined> {
    this.start();
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.#worker?.postMessage(question);
    });
  }

  #take(message: FromWriter): void {
    if (message.type === 'at-risk') this.#listener.atRisk(message.message);
    else if (message.type === 'failed') {
      this.#listener.failed(message.reason, message.message, message.written);
    } else this.#settle(message);
  }

  #settle(message: FromWriter | undefined): void {
    const answer = this.#answer;
    this.#answer = undefined;
    answer?.(message);
  }

  #died(worker: Worker, why: string): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    this.#ring = undefined;
    this.#listener.failed('recorder-failed', why, nothingWritten);
    this.#settle(undefined);
  }
}
