import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MachineChild } from './machine-child.ts';
import type { PeerPorts, PeerQuestion } from './peer-main.ts';
import type { PeerName } from './peer-servers.ts';
import type { Place } from './place.ts';

/** The server of a peer, in a process of its own. */
export class Peer {
  readonly name: PeerName;
  readonly origin: string;
  readonly udpPort: number;
  readonly #child: MachineChild;
  readonly #folder: string;

  private constructor(name: PeerName, child: MachineChild, folder: string, at: Reached) {
    this.name = name;
    this.#child = child;
    this.#folder = folder;
    this.origin = at.origin;
    this.udpPort = at.udpPort;
  }

  static async open({ scheme, address, on }: Place, peer: PeerName): Promise<Peer> {
    const folder = await mkdtemp(join(tmpdir(), 'cyclorama-bench-'));
    const child = new MachineChild('./peer-main.ts', [], {
      wrapper: on('server'),
      isServer: true,
    });
    const tls = scheme === 'https' ? { tlsFolder: folder } : {};
    const question: PeerQuestion = { ask: 'open', peer, address, ...tls };
    const { port, udpPort } = await child.ask<PeerPorts>(question);
    return new Peer(peer, child, folder, { origin: `${scheme}://${address}:${port}`, udpPort });
  }

  async close(): Promise<void> {
    await this.#child.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

interface Reached {
  origin: string;
  udpPort: number;
}
