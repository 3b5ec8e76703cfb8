import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from '../../../tests/support/until.ts';
import { askProcess } from '../transport/child.ts';

interface MachineOptions {
  /** What goes before its command line, such as `ip netns exec stage`. */
  wrapper?: readonly string[];
  /** It is started as `npm start` starts a server: in a session of its own. */
  isServer?: boolean;
}

/** A process of the bench, on a machine of its own where there are several, that answers questions. */
export class MachineChild {
  readonly #process: ChildProcess;
  #log = '';

  constructor(
    entry: string,
    args: readonly string[],
    { wrapper = [], isServer = false }: MachineOptions = {},
  ) {
    const [file, ...before] = [...wrapper, process.execPath];
    this.#process = fork(fileURLToPath(new URL(entry, import.meta.url)), args, {
      execPath: file,
      execArgv: [...before, '--import', 'tsx'],
      serialization: 'advanced',
      silent: true,
      detached: isServer && process.platform === 'linux',
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk) => {
        this.#log += chunk;
      });
    }
  }

  ask<Answer>(question: object): Promise<Answer> {
    return askProcess(this.#process, question, () => this.#log);
  }

  /** Resolves when what it printed matches. */
  async said(pattern: RegExp): Promise<RegExpExecArray> {
    return until(`${pattern} is printed`, async () => {
      if (this.#process.exitCode !== null) throw new Error(this.#log);
      return pattern.exec(this.#log) ?? undefined;
    });
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await gone;
  }
}
