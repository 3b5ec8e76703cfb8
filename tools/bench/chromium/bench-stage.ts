import type { MoveName } from '../motion/moves.ts';
import { elapsed } from '../transport/monotonic.ts';
import { buildPages } from './build-pages.ts';
import { Display } from './display.ts';
import { MachineChild } from './machine-child.ts';
import type { Contender, DrawnFrame } from './page-task.ts';
import { Peer } from './peer.ts';
import type { PeerName } from './peer-servers.ts';
import { openPlace, type Place, type PlaceName } from './place.ts';
import { Product } from './product.ts';
import type { Sent, TrackerQuestion } from './tracker-main.ts';

/**
 * Every tracker of the benches sends at this rate. A multiple of the refresh would give every frame of a window
 * a sample of the same age, by chance the least or the greatest.
 */
export const trackerHz = 239;
/** Pages are asked after this: what belongs to their opening is over, and the server has followed their reports. */
const warmUpMs = 3000;

export interface StageOptions {
  displays: number;
  peers?: readonly PeerName[];
}

export interface Drawing {
  draws: Contender;
  windowMs: number;
  /** What the tracker does; it numbers its packets when absent. */
  move?: { name: MoveName; seed: number };
  /** How much longer every frame of the first display takes. */
  slowMs?: number;
}

/** What every display drew in a window, and when the tracker's packets had been sent. */
export interface Drawn {
  frames: DrawnFrame[][];
  sentMs: number[];
}

/** A small stage for a bench: tracker, server, its peers' servers, and displays in Chromium. */
export class BenchStage {
  readonly place: Place;
  readonly displays: readonly Display[];
  readonly #tracker: MachineChild;
  readonly #peers: ReadonlyMap<PeerName, Peer>;
  readonly product: Product;

  private constructor(
    place: Place,
    product: Product,
    peers: ReadonlyMap<PeerName, Peer>,
    displays: readonly Display[],
  ) {
    this.place = place;
    this.product = product;
    this.#peers = peers;
    this.displays = displays;
    this.#tracker = new MachineChild('./tracker-main.ts', [], { wrapper: place.on('tracker') });
  }

  static async open(name: PlaceName, options: StageOptions): Promise<BenchStage> {
    await buildPages();
    const place = await openPlace(name);
    const outputs = Array.from({ length: options.displays }, (_, i) => outputOf(i));
    const { peers = [] } = options;
    const product = await Product.open(place, outputs);
    const opened = await Promise.all(peers.map((peer) => Peer.open(place, peer)));
    const displays = await Promise.all(outputs.map(() => Display.open(place)));
    return new BenchStage(place, product, new Map(opened.map((p) => [p.name, p])), displays);
  }

  /** Lets the tracker send to the product, or to a peer. */
  async track(to: { udpPort: number }, move?: Drawing['move']): Promise<void> {
    const { udpPort: port } = to;
    await this.#askTracker({ ask: 'start', host: this.place.address, port, hz: trackerHz, move });
  }

  async stopTracker(): Promise<number[]> {
    return (await this.#askTracker({ ask: 'stop' })).sentMs;
  }

  /** One contender's turn: all displays open its page, and are asked what they drew in a window. */
  async draw({ draws, windowMs, move, slowMs = 0 }: Drawing): Promise<Drawn> {
    const { displays } = this;
    const server = this.#serverOf(draws);
    await this.track(server, move);
    await Promise.all(
      displays.map((display, i) =>
        display.goTo(server, {
          measures: 'frames',
          draws,
          output: outputOf(i),
          slowMs: i === 0 ? slowMs : 0,
        }),
      ),
    );
    await elapsed(warmUpMs);
    await Promise.all(displays.map((display) => display.takeFrames()));
    await elapsed(windowMs);
    const frames = await Promise.all(displays.map((display) => display.takeFrames()));
    await Promise.all(displays.map((display) => display.leave()));
    return { frames, sentMs: await this.stopTracker() };
  }

  async close(): Promise<void> {
    await Promise.all(this.displays.map((display) => display.close()));
    await this.#tracker.close();
    for (const peer of this.#peers.values()) await peer.close();
    await this.product.close();
    this.place.close();
  }

  #serverOf(draws: Contender): Product | Peer {
    if (draws === 'frames' || draws === 'samples') return this.product;
    const peer = this.#peers.get(draws);
    if (!peer) throw new Error(`The peer "${draws}" was not opened.`);
    return peer;
  }

  #askTracker(question: TrackerQuestion): Promise<Sent> {
    return this.#tracker.ask<Sent>(question);
  }
}

const outputOf = (index: number): string => `o${index + 1}`;
