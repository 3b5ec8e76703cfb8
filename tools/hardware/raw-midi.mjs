import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';

/** The raw end of a virtual MIDI port (Linux, snd-virmidi): bytes as on a cable. */
export class RawMidi {
  #file;
  #buffer = Buffer.alloc(4096);

  /** @param {string} path such as /dev/snd/midiC0D0 */
  constructor(path) {
    this.#file = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  }

  /** @param {string} hex one or more whole messages */
  send(hex) {
    writeSync(this.#file, Buffer.from(hex, 'hex'));
  }

  /** What has come since the last call, in hexadecimal. */
  received() {
    let hex = '';
    try {
      for (;;) {
        const length = readSync(this.#file, this.#buffer);
        if (length === 0) return hex;
        hex += this.#buffer.toString('hex', 0, length);
      }
    } catch {
      // EAGAIN: nothing more is there.
      return hex;
    }
  }

  close() {
    closeSync(this.#file);
  }
}
