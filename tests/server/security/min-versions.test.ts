import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Below these versions a published advisory applies. Packages that are not installed are not looked at. */
const minimums: Record<string, string> = {
  'body-parser': '2.3.0',
  'engine.io': '6.6.7',
  express: '5.3.0',
  'path-to-regexp': '8.0.0',
  qs: '6.16.0',
  send: '0.19.0',
  'serve-static': '1.16.0',
  'socket.io': '4.6.2',
  'socket.io-parser': '4.2.7',
  ws: '8.17.1',
};
/** Packages whose record of advisories is a reason not to have them at all. */
const unwanted = ['multer'];

const lockfile: unknown = JSON.parse(
  readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8'),
);

interface Installed {
  name: string;
  version: string;
}

function installed(): Installed[] {
  const packages = Object(lockfile).packages as Record<string, { version?: string }>;
  return Object.entries(packages).flatMap(([path, { version = '' }]) => {
    const name = path.split('node_modules/').at(-1) ?? '';
    return name === '' ? [] : [{ name, version }];
  });
}

const isBelow = (version: string, minimum: string): boolean =>
  version.localeCompare(minimum, 'en', { numeric: true }) < 0;

test('no locked package is below the version that its advisories ask for', () => {
  const low = installed().filter(({ name, version }) => isBelow(version, minimums[name] ?? '0'));
  expect(low).toEqual([]);
});

test('every package of the table is one that is used', () => {
  const names = new Set(installed().map(({ name }) => name));
  expect(Object.keys(minimums).filter((name) => !names.has(name))).toEqual([]);
});

test('packages with a bad record are not in the lockfile', () => {
  expect(installed().filter(({ name }) => unwanted.includes(name))).toEqual([]);
});

test('versions are compared as numbers', () => {
  expect(isBelow('4.2.7', '4.2.10')).toBe(true);
  expect(isBelow('10.0.0', '9.9.9')).toBe(false);
});
