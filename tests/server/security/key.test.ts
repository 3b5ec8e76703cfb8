import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  keyCookieHeader,
  loadAccessKey,
  presentedKeys,
} from '../../../server/security/access-key.ts';
import { BackOff } from '../../../server/security/back-off.ts';
import { ConnectionRate } from '../../../server/security/connection-rate.ts';
import { judgeKey } from '../../../server/security/judge-key.ts';

const key = 'k'.repeat(43);

describe('the key of a data folder', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cyclorama-key-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('has 256 bits, is made once, and only its owner can read it', async () => {
    const made = await loadAccessKey(folder);
    expect(Buffer.from(made, 'base64url')).toHaveLength(32);
    expect(await loadAccessKey(folder)).toBe(made);
    expect((await stat(join(folder, 'access-key'))).mode & 0o777).toBe(0o600);
  });

  test('is made anew when its file is torn', async () => {
    await writeFile(join(folder, 'access-key'), 'half');
    const made = await loadAccessKey(folder);
    expect(await readFile(join(folder, 'access-key'), 'utf8')).toBe(`${made}\n`);
  });
});

test('keys are read from a bearer token and from the cookie, and from nowhere else', () => {
  expect(presentedKeys(`Bearer ${key}`)).toEqual([key]);
  expect(presentedKeys(undefined, `a=b; cyclorama_key=${key}; c=d`)).toEqual([key]);
  expect(presentedKeys(`Basic ${key}`, 'xcyclorama_key=1')).toEqual([]);
  expect(presentedKeys('Bearer ', 'cyclorama_key=')).toEqual([]);
});

test('the cookie is for this site and not for scripts, and with TLS only for TLS', () => {
  expect(keyCookieHeader('k', true)).toBe(
    'cyclorama_key=k; Path=/; HttpOnly; SameSite=Strict; Max-Age=15552000; Secure',
  );
  expect(keyCookieHeader('k', false)).not.toContain('Secure');
});

describe('who brings', () => {
  const judge = (presented: string[], backOff = new BackOff(), nowMs = 0) =>
    judgeKey({ key }, { presented, address: '10.0.0.9', nowMs }, backOff)?.status ?? 200;

  test('the right key, among others or alone, comes in', () => {
    expect(judge([key])).toBe(200);
    expect(judge(['stale', key])).toBe(200);
  });

  test('no key or a wrong one does not', () => {
    expect(judge([])).toBe(401);
    expect(judge(['wrong'])).toBe(401);
    expect(judge([key.slice(1)])).toBe(401);
  });

  test('wrong keys again and again waits, while the right one still comes in', () => {
    const backOff = new BackOff();
    const tries = Array.from({ length: 7 }, (_, i) => judge(['wrong'], backOff, i * 10));
    expect(tries).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect(judge([key], backOff, 100)).toBe(200);
    expect(judge(['wrong'], backOff, 110)).toBe(401);
  });

  test('anything to a server that asks for none comes in', () => {
    const open = judgeKey(
      { key: undefined },
      { presented: [], address: '', nowMs: 0 },
      new BackOff(),
    );
    expect(open).toBeUndefined();
  });
});

test('the back-off ends after half a minute and never remembers more than a thousand addresses', () => {
  const backOff = new BackOff();
  for (let i = 0; i < 5; i++) expect(backOff.fail('a', i)).toBe(0);
  expect(backOff.fail('a', 5)).toBe(30);
  expect(backOff.fail('a', 30_006)).toBe(0);
  for (let i = 0; i < 6; i++) backOff.fail('b', 0);
  for (let i = 0; i < 1100; i++) backOff.fail(`flood-${i}`, 1);
  expect(backOff.fail('b', 2)).toBe(0);
});

test('new connections of one address come in a burst and then at a steady rate', () => {
  const rate = new ConnectionRate({ perSecond: 10, burst: 3 });
  const at = (address: string, nowMs: number) => rate.admits(address, nowMs);
  expect([at('a', 0), at('a', 0), at('a', 0), at('a', 0)]).toEqual([true, true, true, false]);
  expect(at('b', 0)).toBe(true);
  expect([at('a', 100), at('a', 110)]).toEqual([true, false]);
});
