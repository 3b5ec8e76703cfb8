/** What may go wrong as a value: expected failures are returned, bugs throw. */
export type Result<Value, Fault = Problem[]> =
  | { ok: true; value: Value }
  | { ok: false; fault: Fault };

/** One thing wrong with a document: where (JSON pointer), a stable code, and what to do, in words. */
export interface Problem {
  path: string;
  code: string;
  message: string;
}

export const done = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

/** A refusal for one reason. */
export const fault = (
  path: string,
  code: string,
  message: string,
): { ok: false; fault: Problem[] } => ({ ok: false, fault: [{ path, code, message }] });

/** JSON pointer (RFC 6901) of a path of keys and indices. */
export function pointerFromPath(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
