import { editDocument } from '../../core/show/edit-document.ts';
import { formatDocument } from '../../core/show/format-document.ts';
import { sameJson } from '../../core/show/patch.ts';
import type { Show } from '../../core/show/show-schema.ts';
import { writeAtomically } from './atomic-file.ts';
import type { Generations } from './generations.ts';
import { sha256, showFile } from './show-file.ts';

export interface ShowWriterOptions {
  folder: string;
  generations: Generations;
  wallClockMs: () => number;
  /** Told before show.json is replaced, with the SHA-256 of its new text. */
  onWrite: (sha256: string) => void;
  onTrouble: (error: unknown) => void;
}

/** A dragged slider changes the show many times a second; the file follows at this pace. */
const settleMs = 500;

/** Keeps show.json as the running show is, with the author's unknown keys and order of keys. */
export class ShowWriter {
  readonly #options: ShowWriterOptions;
  #document: unknown;
  #show: Show;
  #text: string;
  #sent: { show: Show; document: unknown } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** `show` is `document` parsed; `text` is what stands in the file. */
  constructor(options: ShowWriterOptions, document: unknown, show: Show, text: string) {
    this.#options = options;
    this.#document = document;
    this.#show = show;
    this.#text = text;
  }

  /** `show` is about to come in whole, as its author wrote it in `document`. */
  willBe(show: Show, document: unknown): void {
    this.#sent = { show, document };
  }

  /** Follows the show. */
  update(show: Show): void {
    if (show === this.#show) return;
    const unchanged = this.#sent?.show !== show && sameJson(show, this.#show);
    if (unchanged) return;
    this.#document =
      this.#sent?.show === show
        ? this.#sent.document
        : editDocument(this.#document, this.#show, show);
    this.#show = show;
    this.#timer ??= setTimeout(() => this.#write(), settleMs).unref();
  }

  /** Writes what is still to be written. */
  async flush(): Promise<void> {
    if (this.#timer) this.#write();
    await this.#writing;
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = formatDocument(this.#document);
    if (text === this.#text) return;
    this.#text = text;
    this.#writing = this.#writing
      .then(() => this.#replace(text))
      .catch((error: unknown) => {
        this.#text = '';
        this.#options.onTrouble(error);
      });
  }

  async #replace(text: string): Promise<void> {
    const { folder, generations, wallClockMs, onWrite } = this.#options;
    await generations.keep(text, wallClockMs());
    onWrite(sha256(text));
    await writeAtomically(showFile(folder), text);
  }
}
