import type { News } from './messages.ts';

/**
 * Holds the newest news until the page asks for more, so that a page that is held up for seconds
 * finds one message waiting and not a thousand: latest wins, part by part.
 */
export class NewsBox {
  readonly #post: (news: News) => void;
  #waiting: News | undefined;
  #isAsked = true;

  constructor(post: (news: News) => void) {
    this.#post = post;
  }

  put(part: News): void {
    this.#waiting = this.#waiting ? Object.assign(this.#waiting, part) : part;
    this.#send();
  }

  /** The page has taken in what was posted. */
  next(): void {
    this.#isAsked = true;
    this.#send();
  }

  #send(): void {
    if (!this.#isAsked || !this.#waiting) return;
    const news = this.#waiting;
    this.#waiting = undefined;
    this.#isAsked = false;
    this.#post(news);
  }
}
