import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Rate } from '../../core/time/rate.ts';
import type { Latched } from './node-client.ts';
import type { NodeClientQuestion } from './node-client-main.ts';

/** A stage page without its pictures in a process of its own, and everything that it latched. */
export class NodeClientProcess {
  /** In the order of time, as far as it was asked for. */
  readonly latched: Latched[] = [];
  readonly #process: ChildProcess;

  constructor(url: string, rate: Rate, skewPpm = 0) {
    this.#process = fork(path.join(import.meta.dirname, 'node-client-main.ts'), {
      execArgv: ['--import', 'tsx'],
      serialization: 'advanced',
    });
    this.#tell({ ask: 'open', url, rate, skewPpm });
  }

  /** Asks for what was latched since the last time; resolves when it is in `latched`. */
  async look(): Promise<void> {
    const answer = once(this.#process, 'message');
    this.#tell({ ask: 'take' });
    const [news] = (await answer) as [Latched[]];
    this.latched.push(...news);
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#process.kill(signal);
  }

  close(): void {
    this.#process.kill('SIGKILL');
  }

  #tell(question: NodeClientQuestion): void {
    this.#process.send(question);
  }
}
