import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const keyCookie = 'cyclorama_key';
/** 256 bits in base64url. */
const keyShape = /^[A-Za-z0-9_-]{43}$/;

/** The key of this data folder: read, or made once. Only its owner may read the file. */
export async function loadAccessKey(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const file = join(dataDir, 'access-key');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (keyShape.test(known.trim())) {
    await chmod(file, 0o600);
    return known.trim();
  }
  const key = randomBytes(32).toString('base64url');
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, `${key}\n`, { mode: 0o600 });
  await rename(temporary, file);
  return key;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in a time that says nothing about where two keys differ. */
export const sameKey = (given: string, key: string): boolean =>
  timingSafeEqual(digest(given), digest(key));

/** The keys that a request brings: bearer token first, then the cookie. Pure. */
export function presentedKeys(authorization?: string, cookies?: string): string[] {
  const bearer = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  const cookie = (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${keyCookie}=`))
    ?.slice(keyCookie.length + 1);
  return [bearer, cookie].filter((key) => key !== undefined && key !== '') as string[];
}

const cookieDays = 180;

/** The `Set-Cookie` value that lets a browser in for half a year. */
export const keyCookieHeader = (key: string, secure: boolean): string =>
  `${keyCookie}=${key}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${cookieDays * 86_400}${
    secure ? '; Secure' : ''
  }`;
