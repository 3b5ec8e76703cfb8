import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const entry = fileURLToPath(new URL('./nursery-process.mjs', import.meta.url));

/** A process that runs beside the server. */
export interface Aside {
  kill(): void;
  readonly ended: Promise<Ending>;
}

export interface Ending {
  code: number | null;
  signal: string | null;
  /** Why it never started. */
  fault?: string | undefined;
}

export interface AsideOptions {
  program: string;
  args: readonly string[];
  onStart?: (pid: number) => void;
  /** Present: it is a Node process that talks to its parent. */
  onMessage?: (message: unknown) => void;
}

export type Order =
  | { do: 'run'; id: number; program: string; args: readonly string[]; talks: boolean }
  | { do: 'kill'; id: number };

const id = z.int();
const news = z.discriminatedUnion('did', [
  z.object({ did: z.literal('start'), id, pid: z.int() }),
  z.object({ did: z.literal('say'), id, message: z.unknown() }),
  z.object({
    did: z.literal('end'),
    id,
    code: z.int().nullable(),
    signal: z.string().nullable(),
    fault: z.string().optional(),
  }),
]);

export type News = z.infer<typeof news>;

interface Running extends Pick<AsideOptions, 'onStart' | 'onMessage'> {
  pid?: number;
  end(ending: Ending): void;
}

const lostNursery: Ending = { code: null, signal: 'SIGKILL' };

/**
 * Starts processes for the server. A fork copies its parent's page tables, and every page that the parent
 * writes to afterwards: with 120 MB in memory that is 25 ms and 50 ms more, in which no pose goes out. So a
 * small process is forked once, at the start, and forks the others. They run behind whatever draws or
 * tracks, and end with the server.
 */
export class Nursery {
  readonly #running = new Map<number, Running>();
  #process: ChildProcess | undefined;
  #lastId = 0;

  /** While little is in memory and nobody waits for a pose. */
  start(): void {
    this.#forked();
  }

  run({ program, args, ...calls }: AsideOptions): Aside {
    const nursery = this.#forked();
    const id = ++this.#lastId;
    const running: Running = { ...calls, end: () => {} };
    const ended = new Promise<Ending>((resolve) => {
      running.end = resolve;
    });
    this.#running.set(id, running);
    nursery.channel?.ref();
    this.#order({ do: 'run', id, program, args, talks: calls.onMessage !== undefined });
    return { ended, kill: () => this.#kill(id) };
  }

  #forked(): ChildProcess {
    if (this.#process) return this.#process;
    const nursery = fork(entry, [], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // A session of its own, which Linux then holds back as a whole.
      detached: process.platform === 'linux',
    });
    this.#process = nursery;
    nursery.unref();
    nursery.channel?.unref();
    nursery.on('message', (message) => this.#hear(message));
    nursery.once('error', () => this.#lose(nursery));
    nursery.once('exit', () => this.#lose(nursery));
    return nursery;
  }

  #order(order: Order): void {
    // One that is gone says so by its exit.
    this.#process?.send(order, () => {});
  }

  /** At once where its pid is known: the nursery itself may have to wait for the processor. */
  #kill(id: number): void {
    const pid = this.#running.get(id)?.pid;
    try {
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    } catch {
      // It has gone already.
    }
    this.#order({ do: 'kill', id });
  }

  #hear(message: unknown): void {
    const told = news.safeParse(message).data;
    const running = told && this.#running.get(told.id);
    if (!running) return;
    if (told.did === 'start') {
      running.pid = told.pid;
      running.onStart?.(told.pid);
    } else if (told.did === 'say') running.onMessage?.(told.message);
    else this.#end(told.id, { code: told.code, signal: told.signal, fault: told.fault });
  }

  #end(id: number, ending: Ending): void {
    this.#running.get(id)?.end(ending);
    this.#running.delete(id);
    if (this.#running.size === 0) this.#process?.channel?.unref();
  }

  /** What it ran has ended with it; the next process starts another. */
  #lose(nursery: ChildProcess): void {
    if (this.#process !== nursery) return;
    this.#process = undefined;
    for (const id of [...this.#running.keys()]) this.#end(id, lostNursery);
  }
}

/** The one of this process. */
export const nursery = new Nursery();
