import { randomUUID } from 'node:crypto';
import { type After, afterTimeout } from '../commands/take-coordinator.ts';
import type { CaptureService } from '../services.ts';
import type { OutputRegistry } from './output-registry.ts';

type Picture = { png: Buffer; frame: number } | undefined;

interface Asked {
  output: string;
  answer: (picture: Picture) => void;
}

/** A software renderer may draw a frame a second; reading back and encoding one comes on top. */
const patienceMs = 10_000;
const mostGivenUp = 64;

/** Pictures of outputs, handed in by the pages that draw them. */
export class Captures implements CaptureService {
  readonly #outputs: OutputRegistry;
  readonly #after: After;
  readonly #asked = new Map<string, Asked>();
  /** Pictures that nobody waits for any more, by token: their outputs. */
  readonly #givenUp = new Map<string, string>();
  readonly #thumbnails = new Map<string, Buffer>();

  constructor(outputs: OutputRegistry, after: After = afterTimeout) {
    this.#outputs = outputs;
    this.#after = after;
  }

  capture(output: string): Promise<Picture> {
    const page = this.#outputs.active(output);
    if (!page) return Promise.resolve(undefined);
    const token = randomUUID();
    return new Promise((answer) => {
      const finish = (picture: Picture) => {
        cancel();
        stop();
        this.#asked.delete(token);
        if (!picture) this.#giveUp(token, output);
        answer(picture);
      };
      const cancel = this.#after(patienceMs, () => finish(undefined));
      const stop = this.#outputs.onChange(() => {
        if (this.#outputs.active(output) !== page) finish(undefined);
      });
      this.#asked.set(token, { output, answer: finish });
      page.link.capture(token);
    });
  }

  deliver(output: string, token: string, png: Buffer, frame: number): boolean {
    // A page that was asked and is late has done nothing wrong.
    if (this.#givenUp.get(token) === output) return true;
    const asked = this.#asked.get(token);
    if (asked?.output !== output) return false;
    asked.answer({ png, frame });
    return true;
  }

  #giveUp(token: string, output: string): void {
    this.#givenUp.set(token, output);
    const [oldest] = this.#givenUp.keys();
    if (oldest !== undefined && this.#givenUp.size > mostGivenUp) this.#givenUp.delete(oldest);
  }

  thumbnail(output: string): Buffer | undefined {
    return this.#outputs.active(output) ? this.#thumbnails.get(output) : undefined;
  }

  deliverThumbnail(output: string, jpeg: Buffer): void {
    if (this.#outputs.active(output)) this.#thumbnails.set(output, jpeg);
  }
}
