import type { BakePart } from '../../core/backdrops/bake/parts.ts';
import type { Environment } from '../../core/show/show-schema.ts';

/** What some page is to draw of an environment and the file that it is made of. */
export interface Bake {
  id: string;
  environment: Environment;
  sha256?: string;
  wants: readonly BakePart[];
}

/** What a page has brought, part by part. */
export type Baked = ReadonlyMap<BakePart, Buffer>;

interface Waiting extends Bake {
  parts: Map<BakePart, Buffer>;
  resolve(baked: Baked): void;
  reject(error: Error): void;
  /** When a page took it; it goes to another one if that page does not answer. */
  takenMs: number | null;
  attempts: number;
}

interface Asking {
  give(bake: Bake | undefined): void;
  timer: NodeJS.Timeout;
}

export interface BakeDeskOptions {
  newId: () => string;
  nowMs: () => number;
  /** Work waits and no page has asked for any lately. */
  onNobody: () => void;
}

/** A still of a heavy scene on a software renderer takes some ten seconds, behind others. */
const leaseMs = 90_000;
const maxAttempts = 3;
/** A page asks again at once when it is not given any; one that has not for so long is gone. */
const askedWithinMs = 3000;
const lookMs = 500;

/** What a person waits for comes before what is only measured. */
const isPressing = ({ wants }: Bake): boolean => !wants.includes('figures');

/** Hands pictures to be drawn to whatever pages ask for work, and takes what they bring. */
export class BakeDesk {
  readonly #options: BakeDeskOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #asking = new Set<Asking>();
  readonly #timer: NodeJS.Timeout;
  #askedMs = Number.NEGATIVE_INFINITY;
  #waitingSinceMs: number | null = null;

  constructor(options: BakeDeskOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#look(), lookMs);
    this.#timer.unref();
  }

  /** Whether a page is there that draws. */
  get hasPage(): boolean {
    const isDrawing = [...this.#waiting.values()].some(({ takenMs }) => takenMs !== null);
    return (
      this.#asking.size > 0 || isDrawing || this.#options.nowMs() - this.#askedMs < askedWithinMs
    );
  }

  /** All that is wanted of an environment, as soon as a page has drawn it. */
  draw(wanted: Omit<Bake, 'id'>, signal: AbortSignal): Promise<Baked> {
    const id = this.#options.newId();
    return new Promise<Baked>((resolve, reject) => {
      const gone = () => {
        this.#waiting.delete(id);
        reject(signal.reason);
      };
      if (signal.aborted) return gone();
      signal.addEventListener('abort', gone, { once: true });
      const settle = () => signal.removeEventListener('abort', gone);
      this.#waiting.set(id, {
        ...wanted,
        id,
        takenMs: null,
        attempts: 0,
        parts: new Map(),
        resolve: (baked) => {
          settle();
          resolve(baked);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      this.#handOut();
    });
  }

  /** The next picture to draw, or nothing after `patienceMs`. */
  ask(patienceMs: number, signal: AbortSignal): Promise<Bake | undefined> {
    this.#askedMs = this.#options.nowMs();
    return new Promise((resolve) => {
      const asking: Asking = {
        give: (bake) => {
          clearTimeout(asking.timer);
          this.#asking.delete(asking);
          resolve(bake);
        },
        timer: setTimeout(() => asking.give(undefined), patienceMs),
      };
      signal.addEventListener('abort', () => asking.give(undefined), { once: true });
      this.#asking.add(asking);
      this.#handOut();
    });
  }

  /** A part that a page has drawn; `false` when nobody waits for it any more. */
  deliver(id: string, part: BakePart, bytes: Buffer): boolean {
    const bake = this.#waiting.get(id);
    if (!bake?.wants.includes(part)) return false;
    bake.parts.set(part, bytes);
    if (bake.wants.some((wanted) => !bake.parts.has(wanted))) return true;
    this.#waiting.delete(id);
    bake.resolve(bake.parts);
    return true;
  }

  /** A page could not draw it, and says why: another one may, a few times. */
  fail(id: string, reason: string): boolean {
    const bake = this.#waiting.get(id);
    if (!bake) return false;
    bake.takenMs = null;
    if (bake.attempts < maxAttempts) this.#handOut();
    else {
      this.#waiting.delete(id);
      bake.reject(new Error(`A page could not draw the picture: ${reason}`));
    }
    return true;
  }

  close(): void {
    clearInterval(this.#timer);
    for (const asking of [...this.#asking]) asking.give(undefined);
  }

  #handOut(): void {
    const waiting = [...this.#waiting.values()].filter(({ takenMs }) => takenMs === null);
    const inTurn = [...waiting.filter(isPressing), ...waiting.filter((bake) => !isPressing(bake))];
    for (const bake of inTurn) {
      const [asking] = this.#asking;
      if (!asking) return;
      bake.takenMs = this.#options.nowMs();
      bake.attempts++;
      const { id, environment, sha256, wants } = bake;
      asking.give({ id, environment, ...(sha256 && { sha256 }), wants });
    }
  }

  #look(): void {
    const nowMs = this.#options.nowMs();
    for (const bake of this.#waiting.values()) {
      if (bake.takenMs !== null && nowMs - bake.takenMs > leaseMs) {
        this.fail(bake.id, `no answer in ${leaseMs / 1000} s`);
      }
    }
    const isIdle = this.#waiting.size === 0 || this.hasPage;
    if (isIdle) this.#waitingSinceMs = null;
    else {
      this.#waitingSinceMs ??= nowMs;
      if (nowMs - this.#waitingSinceMs >= lookMs) this.#options.onNobody();
    }
  }
}
