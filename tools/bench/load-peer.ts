import { importPeer } from './peers/import-peer.mjs';

/**
 * Loads a package that Cyclorama is compared with. It lies in tools/bench/peers, outside the project's
 * own packages, so its types are the caller's: the guard says whether the package has the wanted shape.
 */
export async function loadPeer<T>(name: string, guard: (value: unknown) => value is T): Promise<T> {
  const loaded = await importPeer(name).catch((error: unknown) => {
    throw new Error(`The peer ${name} cannot be loaded (${error}). ${advice}`);
  });
  for (const candidate of [loaded, loaded.default]) if (guard(candidate)) return candidate;
  throw new Error(`The peer ${name} does not have what the bench calls. ${advice}`);
}

const advice = '`npm run bench` installs the peers, as does `npm ci` in tools/bench/peers.';

/** A guard: a value with a function under each of the names. */
export const having =
  <T>(...names: (keyof T & string)[]) =>
  (value: unknown): value is T =>
    value !== null &&
    (typeof value === 'object' || typeof value === 'function') &&
    names.every((name) => typeof Reflect.get(value, name) === 'function');
