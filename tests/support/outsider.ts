import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { exited, repository } from './running-server.ts';

/** What another machine can be asked to do. */
export type Asked =
  | {
      does: 'fetch';
      url: string;
      init: { method?: string; headers?: Record<string, string>; body?: string };
    }
  | { does: 'socket'; url: string; headers: Record<string, string> }
  /** Sends this datagram every 10 ms until told another. */
  | { does: 'track'; hex: string; host: string; port: number };

export interface FetchAnswer {
  /** 0 when there was no answer; the body then says why. */
  status: number;
  headers: Record<string, string>;
  base64: string;
}

/** A program on another machine that makes requests for a test. One question at a time. */
export class Outsider {
  readonly #process: ChildProcess;
  readonly #answers: ((line: string) => void)[] = [];

  constructor(wrapper: readonly string[]) {
    const script = path.join(import.meta.dirname, 'outsider-main.ts');
    const [file = '', ...args] = [...wrapper, process.execPath, '--import', 'tsx', script];
    this.#process = spawn(file, args, {
      cwd: repository,
      stdio: ['pipe', 'pipe', 'ignore'],
      // The server's certificate is its own; what is tested here is who is let in.
      env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    });
    if (!this.#process.stdout) throw new Error('no stdout');
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      this.#answers.shift()?.(line);
    });
  }

  async fetch(
    url: string,
    init: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
    const { status, headers, base64 } = await this.#ask<FetchAnswer>({ does: 'fetch', url, init });
    return { status, headers, body: Buffer.from(base64, 'base64') };
  }

  /** Status of a socket's upgrade: 101 when it was let in. */
  socket(url: string, headers: Record<string, string> = {}): Promise<number> {
    return this.#ask({ does: 'socket', url, headers });
  }

  track(bytes: Buffer, host: string, port: number): Promise<true> {
    return this.#ask({ does: 'track', hex: bytes.toString('hex'), host, port });
  }

  close(): Promise<void> {
    return exited(this.#process, 'SIGTERM');
  }

  #ask<Answer>(asked: Asked): Promise<Answer> {
    return new Promise((resolve) => {
      this.#answers.push((line) => resolve(JSON.parse(line)));
      this.#process.stdin?.write(`${JSON.stringify(asked)}\n`);
    });
  }
}
