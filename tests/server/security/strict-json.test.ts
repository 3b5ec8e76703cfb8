import { expect, test } from 'vitest';
import { parseStrictJson } from '../../../server/security/strict-json.ts';

const parse = (text: string | Uint8Array) => {
  const parsed = parseStrictJson(typeof text === 'string' ? Buffer.from(text) : text);
  return parsed.ok ? parsed.value : parsed.fault.code;
};

test('plain JSON is parsed', () => {
  expect(parse('{"a":[1,"}",{"b":null}]}')).toEqual({ a: [1, '}', { b: null }] });
  expect(parse('"\\"[[["')).toBe('"[[[');
});

test('keys that reach a prototype are refused at any depth', () => {
  expect(parse('{"__proto__":{"admin":true}}')).toBe('json-key');
  expect(parse('{"a":[{"constructor":{"prototype":{}}}]}')).toBe('json-key');
  expect(parse('{"\\u005f_proto__":1}')).toBe('json-key');
});

test('numbers that are not finite are refused', () => {
  expect(parse('{"x":1e999}')).toBe('json-number');
  expect(parse('[-1e999]')).toBe('json-number');
  expect(parse('NaN')).toBe('bad-json');
});

test('nesting is refused beyond 32 levels, before anything is built', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  expect(parse(nested(32))).not.toBe('json-depth');
  expect(parse(nested(33))).toBe('json-depth');
  expect(parse('['.repeat(8_000_000))).toBe('json-depth');
});

test('text that is no JSON or no UTF-8 is refused', () => {
  expect(parse('{"a":')).toBe('bad-json');
  expect(parse('')).toBe('bad-json');
  expect(parse(Uint8Array.from([0x22, 0xff, 0x22]))).toBe('bad-json');
});
