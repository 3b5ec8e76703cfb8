import type { RemoteAddress } from '../device.ts';
import type { PayloadEncoding } from './header.ts';
import { Reassembly } from './reassembly.ts';

const mostStreams = 32;

/**
 * One reassembly per sender (address, port) and encoding, so that two trackers never mix. At most
 * 32: a newcomer then takes the place of the sender that has been silent longest.
 */
export class Streams {
  readonly #byKey = new Map<string, Reassembly>();

  of(from: RemoteAddress, encoding: PayloadEncoding): Reassembly {
    const key = `${from.address}:${from.port}/${encoding}`;
    const stream = this.#byKey.get(key) ?? new Reassembly();
    // Taken out and put back, so that the map stays in order of use.
    this.#byKey.delete(key);
    this.#byKey.set(key, stream);
    const [oldest] = this.#byKey.keys();
    if (this.#byKey.size > mostStreams && oldest !== undefined) this.#byKey.delete(oldest);
    return stream;
  }
}
