import { describe, expect, test } from 'vitest';
import { type AccessConfig, createPolicy } from '../../../server/security/access.ts';
import { plainAddress } from '../../../server/security/addresses.ts';
import { doorways, invitation, qrSvg } from '../../../server/security/invitation.ts';
import { surroundings } from '../http/open-server.ts';

const key = 'k'.repeat(43);
const policyOf = (over: Partial<AccessConfig> = {}) => {
  const config = { host: '127.0.0.1', lan: false, allowHosts: ['Wall.Example'], ...over };
  const secrets = { key, fingerprint: 'c29tZSBwdWJsaWMga2V5' };
  const none = { key: undefined, fingerprint: undefined };
  return createPolicy(config, surroundings, config.lan ? secrets : none);
};

describe('names of this server', () => {
  test('are loopback, its own addresses and names, and the allowed ones', () => {
    const { knowsHost } = policyOf();
    const known = [
      'localhost',
      '127.0.0.1',
      '127.0.1.1',
      '::1',
      '192.168.7.20',
      'stagebox',
      'stagebox.local',
      'wall.example',
    ];
    expect(known.filter((name) => !knowsHost(name))).toEqual([]);
    const foreign = ['evil.example', '192.168.7.21', '0.0.0.0', 'localhost.evil.example', ''];
    expect(foreign.filter(knowsHost)).toEqual([]);
  });

  test('do not grow by listening on every interface', () => {
    expect(policyOf({ host: '0.0.0.0' }).knowsHost('0.0.0.0')).toBe(false);
  });
});

describe('the ways in', () => {
  test('are loopback alone unless it listens elsewhere', () => {
    expect(doorways(policyOf(), 8080)).toEqual([
      { url: 'http://127.0.0.1:8080/', inviteUrl: 'http://127.0.0.1:8080/' },
    ]);
    expect(invitation(policyOf(), 8080)).not.toContain('Warning');
  });

  test('with --lan are HTTPS addresses, with the key in what others scan', () => {
    const policy = policyOf({ lan: true });
    expect(doorways(policy, 8080)).toEqual([
      { url: 'https://192.168.7.20:8080/', inviteUrl: `https://192.168.7.20:8080/?key=${key}` },
    ]);
    expect(invitation(policy, 8080)).toContain(`https://192.168.7.20:8080/?key=${key}\n`);
    expect(invitation(policy, 8080)).toContain('█');
    expect(invitation(policy, 8080)).toContain('c29tZSBwdWJsaWMga2V5');
  });

  test('over plain HTTP on a network carry a warning', () => {
    expect(invitation(policyOf({ host: '0.0.0.0' }), 8080)).toContain('Warning');
    expect(invitation(policyOf({ host: '192.168.7.20' }), 8080)).toContain('--lan');
  });

  test('fit on a start page as SVG', () => {
    expect(qrSvg('https://x/')).toMatch(/^<svg /);
  });
});

test('an IPv4 address seen through IPv6 is the same address', () => {
  expect(plainAddress('::ffff:10.0.0.7')).toBe('10.0.0.7');
  expect(plainAddress('::1')).toBe('::1');
  expect(plainAddress(undefined)).toBe('');
});
