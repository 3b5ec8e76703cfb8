import type { Disk } from './disk.ts';

const firstBatchBytes = 64 * 1024;

/**
 * A file that only grows. What is appended is gathered until `flush` writes it in few calls; what
 * could not be written whole is taken off again, so that the file never ends in a part of a record.
 */
export class AppendFile {
  readonly #disk: Disk;
  readonly #fd: number;
  #batch = new Uint8Array(firstBatchBytes);
  #waiting = 0;
  /** Length of what is whole in the file. */
  #length = 0;
  #isDirty = false;

  constructor(disk: Disk, path: string) {
    this.#disk = disk;
    this.#fd = disk.create(path);
  }

  get length(): number {
    return this.#length;
  }

  /** Bytes that are not in the file yet. */
  get waiting(): Uint8Array {
    return this.#batch.subarray(0, this.#waiting);
  }

  append(bytes: Uint8Array): void {
    const length = this.#waiting + bytes.length;
    if (length > this.#batch.length) {
      const larger = new Uint8Array(Math.max(length, this.#batch.length * 2));
      larger.set(this.waiting);
      this.#batch = larger;
    }
    this.#batch.set(bytes, this.#waiting);
    this.#waiting = length;
  }

  /** Writes what was gathered; after that a crash of the process takes nothing of it. Throws as the disk does. */
  flush(): void {
    if (this.#waiting === 0) return;
    try {
      for (let at = 0; at < this.#waiting; ) {
        const took = this.#disk.write(this.#fd, this.#batch.subarray(at, this.#waiting));
        if (took === 0) throw new Error('The disk took nothing.');
        at += took;
      }
    } catch (error) {
      this.#cutBack();
      throw error;
    }
    this.#length += this.#waiting;
    this.#waiting = 0;
    this.#isDirty = true;
  }

  /**
   * Resolves when the disk has all that was written before. A fault here is final for this file: the
   * next call would say that all is well (Linux tells an error of writing back once).
   */
  async sync(): Promise<void> {
    if (!this.#isDirty) return;
    this.#isDirty = false;
    await this.#disk.sync(this.#fd);
  }

  close(): void {
    try {
      this.#disk.close(this.#fd);
    } catch {
      // Some file systems tell old faults here; whoever had to know was told by sync.
    }
  }

  #cutBack(): void {
    try {
      this.#disk.truncate(this.#fd, this.#length);
    } catch {
      // Its checksum gives the torn record away when the take is read.
    }
  }
}
