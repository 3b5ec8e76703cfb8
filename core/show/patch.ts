/** One change of a plain JSON value. `after` absent: the key was removed. */
export interface Change {
  path: readonly (string | number)[];
  before?: unknown;
  after?: unknown;
}

/** What clients receive: where, and the new value (absent: remove the key). */
export type PatchOp = Omit<Change, 'before'>;

type Container = Record<string, unknown> | readonly unknown[];

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null;

const sameShape = (a: Container, b: Container): boolean =>
  Array.isArray(a) ? Array.isArray(b) && a.length === b.length : !Array.isArray(b);

/** The changes that turn `before` into `after`; parts that are the same object are not looked at. */
export function diff(
  before: unknown,
  after: unknown,
  path: readonly (string | number)[] = [],
): Change[] {
  if (Object.is(before, after)) return [];
  if (!isContainer(before) || !isContainer(after) || !sameShape(before, after)) {
    return [{ path, before, after }];
  }
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...keys].flatMap((key) => {
    const at = [...path, Array.isArray(before) ? Number(key) : key];
    if (!(key in now)) return [{ path: at, before: old[key] }];
    if (!(key in old)) return [{ path: at, after: now[key] }];
    return diff(old[key], now[key], at);
  });
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** A copy of `value` with one place changed; everything else is shared with the original. */
export function applyChange<Value>(value: Value, op: PatchOp): Value {
  const [key, ...rest] = op.path;
  if (key === undefined) return op.after as Value;
  if (forbidden.has(String(key))) return value;
  const container = isContainer(value) ? value : {};
  const copy = (Array.isArray(container) ? [...container] : { ...container }) as Record<
    string | number,
    unknown
  >;
  if (rest.length > 0) copy[key] = applyChange(copy[key], { ...op, path: rest });
  else if ('after' in op) copy[key] = op.after;
  else delete copy[key];
  return copy as Value;
}

export const applyPatch = <Value>(value: Value, ops: readonly PatchOp[]): Value =>
  ops.reduce((current, op) => applyChange(current, op), value);

/** What stands at a path, `undefined` where there is nothing. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (isContainer(at) ? (at as Record<string | number, unknown>)[key] : undefined),
    value,
  );
}

/** Equality of plain JSON values. */
export const sameJson = (a: unknown, b: unknown): boolean => diff(a, b).every(isNoChange);
const isNoChange = (change: Change): boolean => Object.is(change.before, change.after);
