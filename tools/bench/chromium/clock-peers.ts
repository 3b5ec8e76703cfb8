import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClockPeersOpened, ClockPeersQuestion } from './clock-peers-main.ts';
import { MachineChild } from './machine-child.ts';
import type { Place } from './place.ts';

/** The server of the clock's peers, in a process as people start one: what ours does for its own is not theirs. */
export class ClockPeers {
  readonly address: string;
  readonly originMs: number;
  readonly #child: MachineChild;
  readonly #folder: string;

  private constructor(child: MachineChild, folder: string, address: string, originMs: number) {
    this.#child = child;
    this.#folder = folder;
    this.address = address;
    this.originMs = originMs;
  }

  static async open({ scheme, address: host, on }: Place): Promise<ClockPeers> {
    const folder = await mkdtemp(join(tmpdir(), 'cyclorama-bench-'));
    const child = new MachineChild('./clock-peers-main.ts', [], {
      wrapper: on('server'),
      isServer: true,
    });
    const question: ClockPeersQuestion =
      scheme === 'https' ? { host, tlsFolder: folder } : { host };
    const { port, originMs } = await child.ask<ClockPeersOpened>(question);
    const address = `${scheme.replace('http', 'ws')}://${host}:${port}`;
    return new ClockPeers(child, folder, address, originMs);
  }

  async close(): Promise<void> {
    await this.#child.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
