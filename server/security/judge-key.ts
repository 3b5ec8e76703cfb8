import type { AccessPolicy } from './access.ts';
import { sameKey } from './access-key.ts';
import type { BackOff } from './back-off.ts';
import type { Refusal } from './judge.ts';

/** Who asks, with what, and when. */
export interface KeyFacts {
  presented: readonly string[];
  address: string;
  nowMs: number;
}

export type KeyRefusal = Refusal & { retryAfterS?: number };

/** Why a caller is not let in, or `undefined`: no key is asked for, or one of theirs is right. */
export function judgeKey(
  policy: Pick<AccessPolicy, 'key'>,
  { presented, address, nowMs }: KeyFacts,
  backOff: BackOff,
): KeyRefusal | undefined {
  const { key } = policy;
  if (key === undefined) return undefined;
  if (presented.length === 0) {
    const message = 'This server asks for its key: open the address that the terminal shows.';
    return { status: 401, code: 'key-required', message };
  }
  // Every key is compared, so that the time does not tell which one was right.
  const right = presented.filter((given) => sameKey(given, key)).length > 0;
  if (right) {
    backOff.succeed(address);
    return undefined;
  }
  const retryAfterS = backOff.fail(address, nowMs);
  const message =
    'The key is not the one of this server. Open the address that the terminal shows.';
  if (retryAfterS === 0) return { status: 401, code: 'wrong-key', message };
  return {
    status: 429,
    code: 'too-many-tries',
    message: `Wait ${retryAfterS} s. ${message}`,
    retryAfterS,
  };
}
