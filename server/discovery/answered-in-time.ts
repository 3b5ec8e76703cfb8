import type { Result } from '../../core/result.ts';

/** One question that may hang, asked again and again. */
export interface Question<Value> {
  /** The answer, or why there is none within the patience; never rejects. */
  ask(): Promise<Result<Value, string>>;
}

interface Asking<Value> {
  ask: () => Promise<Result<Value, string>>;
  patienceMs: number;
  /** Why there is no answer yet, in words. */
  late: string;
}

/**
 * Gives up on an answer that does not come in time. A question that still hangs is not asked a second
 * time; once it has answered, it is asked anew.
 */
export function inTime<Value>({ ask, patienceMs, late }: Asking<Value>): Question<Value> {
  let hanging: Promise<Result<Value, string>> | undefined;
  const asked = (): Promise<Result<Value, string>> => {
    hanging ??= ask()
      .catch((error: unknown) => ({ ok: false as const, fault: String(error) }))
      .finally(() => {
        hanging = undefined;
      });
    return hanging;
  };
  return {
    ask: () => {
      let timer: NodeJS.Timeout | undefined;
      const givenUp = new Promise<Result<Value, string>>((resolve) => {
        timer = setTimeout(() => resolve({ ok: false, fault: late }), patienceMs);
      });
      return Promise.race([asked(), givenUp]).finally(() => clearTimeout(timer));
    },
  };
}
