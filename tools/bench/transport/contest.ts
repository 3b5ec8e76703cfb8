import { Child } from './child.ts';
import type { Contender } from './contenders.ts';
import type { Arrivals, ReaderQuestion } from './readers-main.ts';
import type { Memory, ServerQuestion, Usage } from './server-main.ts';

/** One contender: its server and all of its clients, each in a process of its own. */
export class Contest {
  readonly contender: Contender;
  readonly #server: Child;
  readonly #readers: Child;

  private constructor(contender: Contender) {
    this.contender = contender;
    this.#server = new Child('./server-main.ts', [contender], ['--expose-gc']);
    this.#readers = new Child('./readers-main.ts', [contender]);
  }

  static async open(contender: Contender, clients: number): Promise<Contest> {
    const contest = new Contest(contender);
    const { port } = await contest.#server.ask<{ port: number }>({ ask: 'port' });
    const question: ReaderQuestion = { ask: 'open', port, count: clients };
    await contest.#readers.ask(question);
    return contest;
  }

  async start(hz: number, bytes: number): Promise<void> {
    const question: ServerQuestion = { ask: 'start', hz, bytes };
    await this.#server.ask(question);
  }

  async stop(): Promise<void> {
    await this.#server.ask({ ask: 'stop' });
  }

  usage(): Promise<Usage> {
    return this.#server.ask<Usage>({ ask: 'usage' });
  }

  memory(): Promise<Memory> {
    return this.#server.ask<Memory>({ ask: 'memory' });
  }

  /** Everything that came to the clients since this was last asked. */
  arrivals(): Promise<Arrivals> {
    return this.#readers.ask<Arrivals>({ ask: 'take' });
  }

  /** Stops the process of the clients, or lets it go on. */
  signalReaders(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#readers.signal(signal);
  }

  close(): void {
    this.#server.signal('SIGKILL');
    this.#readers.signal('SIGKILL');
  }
}
