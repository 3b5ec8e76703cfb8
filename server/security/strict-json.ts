/** Deepest nesting of a body; a show needs seven. */
export const maxJsonDepth = 32;

export type JsonFault = {
  code: 'bad-json' | 'json-depth' | 'json-key' | 'json-number';
  message: string;
};
export type StrictJson = { ok: true; value: unknown } | { ok: false; fault: JsonFault };

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses JSON that a stranger wrote: UTF-8, bounded depth, no key that reaches a prototype, and no
 * number that overflows to infinity (`1e999` is legal JSON).
 */
export function parseStrictJson(bytes: Uint8Array, depth = maxJsonDepth): StrictJson {
  const text = decodeUtf8(bytes);
  if (text === undefined) return fail('bad-json', 'The text is not UTF-8.');
  if (nestsDeeper(text, depth)) {
    return fail('json-depth', `The JSON nests deeper than ${depth} levels.`);
  }
  try {
    const value: unknown = JSON.parse(text);
    const fault = findFault(value);
    return fault ? { ok: false, fault } : { ok: true, value };
  } catch (error) {
    return fail('bad-json', error instanceof Error ? error.message : 'The text is not JSON.');
  }
}

const fail = (code: JsonFault['code'], message: string): StrictJson => ({
  ok: false,
  fault: { code, message },
});

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Counted in the text, so that a million brackets never become a million objects. */
function nestsDeeper(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}

function findFault(value: unknown): JsonFault | undefined {
  const rest: unknown[] = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next === 'number' && !Number.isFinite(next)) {
      return { code: 'json-number', message: 'A number is too large to be one.' };
    }
    if (typeof next !== 'object' || next === null) continue;
    if (!Array.isArray(next)) {
      const key = Object.keys(next).find((name) => forbiddenKeys.has(name));
      if (key) return { code: 'json-key', message: `The key "${key}" is not allowed.` };
    }
    for (const child of Object.values(next)) rest.push(child);
  }
  return undefined;
}
