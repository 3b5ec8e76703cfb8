import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeUdpPort } from '../../../tests/support/pose-sender.ts';
import { MachineChild } from './machine-child.ts';
import type { Place } from './place.ts';
import type { ProductClock } from './product-main.ts';

const wall = { size: [64, 64], width: 4, height: 4 } as const;

/** A show of one wall and one camera, tracked over OSC, with as many outputs as asked for. */
const showOf = (outputs: readonly string[], oscPort: number) => ({
  format: 1,
  name: 'Bench',
  stage: {
    rates: { wall: { num: 60, den: 1 } },
    walls: [
      {
        id: 'main',
        surface: { kind: 'flat', width: wall.width, height: wall.height },
        pixels: wall.size,
        pose: { position: [0, 0, -3] },
      },
    ],
    outputs: outputs.map((id) => ({
      id,
      size: wall.size,
      slices: [{ wall: 'main', from: [0, 0, ...wall.size] }],
    })),
  },
  devices: [{ id: 'osc', kind: 'osc', options: { port: oscPort, multicast: false } }],
  cameras: [{ id: 'A', source: { device: 'osc', subject: '1', poseIs: 'pupil' } }],
});

/** Cyclorama's own server, as it is started for a show. */
export class Product {
  readonly origin: string;
  readonly udpPort: number;
  readonly key: string | undefined;
  readonly #child: MachineChild;
  readonly #folder: string;

  private constructor(
    child: MachineChild,
    folder: string,
    facts: { origin: string; udpPort: number; key: string | undefined },
  ) {
    this.#child = child;
    this.#folder = folder;
    this.origin = facts.origin;
    this.udpPort = facts.udpPort;
    this.key = facts.key;
  }

  static async open(place: Place, outputs: readonly string[]): Promise<Product> {
    const folder = await mkdtemp(join(tmpdir(), 'cyclorama-bench-'));
    const [show, data] = [join(folder, 'show'), join(folder, 'data')];
    await mkdir(show);
    const udpPort = await freeUdpPort();
    await writeFile(join(show, 'show.json'), JSON.stringify(showOf(outputs, udpPort)));
    const own = ['--show', show, '--data-dir', data, '--port', '0'];
    const child = new MachineChild('./product-main.ts', [...own, ...place.serverArgs], {
      wrapper: place.on('server'),
      isServer: true,
    });
    const [, port = ''] = await child.said(/^ready .*?:(\d+)\//m);
    const key = place.scheme === 'https' ? await readFile(join(data, 'access-key'), 'utf8') : '';
    const origin = `${place.scheme}://${place.address}:${port}`;
    return new Product(child, folder, { origin, udpPort, key: key.trim() || undefined });
  }

  /** When the server's own clock stood at zero, ms since 1970. */
  async originMs(): Promise<number> {
    return (await this.#child.ask<ProductClock>({})).originMs;
  }

  async close(): Promise<void> {
    await this.#child.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
