import type { Variation } from '../../core/backdrops/job.ts';

/** Tells of an engine that does nothing any more. */
export class Silence {
  readonly #mostMs: number;
  readonly #onTooLong: (error: Error) => void;
  #timer: NodeJS.Timeout | undefined;
  #holds = 0;

  constructor(mostMs: number, onTooLong: (error: Error) => void) {
    this.#mostMs = mostMs;
    this.#onTooLong = onTooLong;
    this.sign();
  }

  /** It has done something: its time begins anew. */
  sign(): void {
    clearTimeout(this.#timer);
    if (this.#holds > 0) return;
    const tooLong = () => this.#onTooLong(new Error(words(this.#mostMs)));
    this.#timer = setTimeout(tooLong, this.#mostMs).unref();
  }

  /** It waits for somebody else, whose time does not count. */
  async held<Value>(wait: () => Promise<Value>): Promise<Value> {
    this.#holds++;
    this.sign();
    try {
      return await wait();
    } finally {
      this.#holds--;
      this.sign();
    }
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#holds = Number.POSITIVE_INFINITY;
  }
}

const words = (ms: number): string =>
  `The engine has given no sign for ${ms / 1000} s and was given up. Ask again, or see what its own log says.`;

/** So long an engine has to leave things in order once it was told to stop: a remote one takes its prompt back. */
const graceMs = 6000;

/** What an engine makes. One that does not listen to `signal` is left behind a moment after. */
export async function* untilAborted(
  made: AsyncIterable<Variation>,
  signal: AbortSignal,
): AsyncIterable<Variation> {
  const iterator = made[Symbol.asyncIterator]();
  const left = leftBehind(signal);
  try {
    for (;;) {
      const next = iterator.next();
      const { done, value } = await Promise.race([next, left.promise]);
      if (done) return;
      yield value;
    }
  } finally {
    left.end();
    // What hangs answers this no more than anything else.
    iterator.return?.().catch(() => undefined);
  }
}

/** Rejects with the signal's reason, `graceMs` after it. */
function leftBehind(signal: AbortSignal): { promise: Promise<never>; end: () => void } {
  const controller = new AbortController();
  const promise = new Promise<never>((_, reject) => {
    const later = () => {
      const timer = setTimeout(() => reject(signal.reason), graceMs);
      controller.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    };
    if (signal.aborted) later();
    else signal.addEventListener('abort', later, { once: true, signal: controller.signal });
  });
  return { promise, end: () => controller.abort() };
}
