import { describe, expect, test } from 'vitest';
import { hostName, isOwnOrigin } from '../../../server/security/host.ts';
import { judgeOrigin, type RequestFacts } from '../../../server/security/judge.ts';

const facts = (over: Partial<RequestFacts> = {}): RequestFacts => ({
  method: 'GET',
  host: 'localhost:8080',
  origin: undefined,
  fetchSite: undefined,
  fetchMode: undefined,
  contentType: undefined,
  isUpgrade: false,
  ...over,
});
const rules = { secure: false, knowsHost: (name: string) => name === 'localhost' };
const code = (over: Partial<RequestFacts>, secure = false) =>
  judgeOrigin(facts(over), { ...rules, secure })?.code ?? 'fine';

describe('a Host header', () => {
  test('is read without port, brackets, capitals and the final dot', () => {
    expect(hostName('LocalHost:8080')).toBe('localhost');
    expect(hostName('[::1]:8080')).toBe('::1');
    expect(hostName('stage.example.')).toBe('stage.example');
    expect(hostName('127.0.0.1')).toBe('127.0.0.1');
  });

  test.each([
    '',
    undefined,
    'a b',
    'localhost/x',
    'user@localhost',
    'a,b',
    'localhost:99999',
    '[::1',
  ])('that is no host (%s) is not read as one', (header) => {
    expect(hostName(header)).toBeUndefined();
  });

  test('of another name is DNS rebinding and refused', () => {
    expect(code({ host: 'evil.example:8080' })).toBe('unknown-host');
    expect(code({ host: 'localhost.evil.example' })).toBe('unknown-host');
    expect(code({ host: undefined })).toBe('bad-host');
    expect(code({})).toBe('fine');
  });
});

describe('an Origin', () => {
  test('is ours when host and port are those of the request', () => {
    expect(isOwnOrigin('http://localhost:8080', 'localhost:8080', false)).toBe(true);
    expect(isOwnOrigin('http://localhost:8081', 'localhost:8080', false)).toBe(false);
    expect(isOwnOrigin('http://localhost', 'localhost:8080', false)).toBe(false);
    expect(isOwnOrigin('http://localhost', 'localhost:80', false)).toBe(true);
  });

  test('must be https where this server speaks it, and may be where a proxy does', () => {
    expect(isOwnOrigin('http://localhost:8080', 'localhost:8080', true)).toBe(false);
    expect(isOwnOrigin('https://localhost:8080', 'localhost:8080', true)).toBe(true);
    expect(isOwnOrigin('https://stage.example', 'stage.example', false)).toBe(true);
  });

  test('of another site, of a sandbox or of a file is refused', () => {
    for (const origin of [
      'http://evil.example',
      'null',
      'file://',
      '',
      'http://localhost:8080.evil.example',
    ]) {
      expect(code({ origin })).toBe('foreign-origin');
    }
  });
});

describe('a request without an Origin', () => {
  test('is fine from a program, and from the address bar or a link', () => {
    expect(code({ fetchSite: 'none', fetchMode: 'navigate' })).toBe('fine');
    expect(code({ fetchSite: 'cross-site', fetchMode: 'navigate' })).toBe('fine');
    expect(code({ fetchSite: 'same-origin', fetchMode: 'cors' })).toBe('fine');
  });

  test('is refused when a page of another site, or of another port, made it', () => {
    expect(code({ fetchSite: 'cross-site', fetchMode: 'no-cors' })).toBe('foreign-site');
    expect(code({ fetchSite: 'same-site', fetchMode: 'no-cors' })).toBe('foreign-site');
    expect(code({ fetchSite: 'cross-site', fetchMode: 'websocket', isUpgrade: true })).toBe(
      'foreign-site',
    );
    expect(code({ method: 'POST', fetchSite: 'cross-site', fetchMode: 'navigate' })).toBe(
      'foreign-site',
    );
  });
});

test('what a form can send is refused for every call that changes something', () => {
  for (const contentType of [
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
  ]) {
    expect(code({ method: 'POST', contentType })).toBe('content-type');
    expect(code({ method: 'PUT', contentType })).toBe('content-type');
    expect(code({ method: 'GET', contentType })).toBe('fine');
  }
  expect(code({ method: 'POST', contentType: 'application/json' })).toBe('fine');
});
