import type { After, Outputs } from '../../../server/commands/take-coordinator.ts';
import type { CountedOutput } from '../../../server/commands/take-readiness.ts';
import type { HandClocks } from '../show/engine-fixture.ts';

/** Outputs whose reports are made by hand. */
export class HandOutputs implements Outputs {
  readonly #outputs = new Map<string, CountedOutput>();
  readonly #listeners = new Set<() => void>();

  counted = (): CountedOutput[] => [...this.#outputs.values()];

  onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get listeners(): number {
    return this.#listeners.size;
  }

  report(id: string, changes: Partial<CountedOutput> = {}): void {
    const blank = { id, prepared: [], failed: [], latencyMs: 5, worstFrameMs: 17 };
    this.#outputs.set(id, { ...blank, ...changes });
    for (const listener of [...this.#listeners]) listener();
  }

  leave(id: string): void {
    this.#outputs.delete(id);
  }
}

/** Timers that fire when the clocks are moved on by `pass`. */
export function handTimers(clocks: HandClocks): { after: After; pass: (ms: number) => void } {
  const waiting = new Set<{ atMs: number; callback: () => void }>();
  const after: After = (ms, callback) => {
    const timer = { atMs: clocks.nowMs + ms, callback };
    waiting.add(timer);
    return () => waiting.delete(timer);
  };
  const pass = (ms: number): void => {
    const endMs = clocks.nowMs + ms;
    for (;;) {
      const [next] = [...waiting].filter((t) => t.atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
      if (!next) break;
      waiting.delete(next);
      clocks.pass(Math.max(0, next.atMs - clocks.nowMs));
      next.callback();
    }
    clocks.pass(endMs - clocks.nowMs);
  };
  return { after, pass };
}
