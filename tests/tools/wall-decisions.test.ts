import { X509Certificate } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { spkiHash } from '../../tools/wall/certificate.ts';
import { onMessages } from '../../tools/wall/devtools.ts';
import { chromiumFlags, profileFolder } from '../../tools/wall/flags.ts';
import {
  CALM,
  failuresAfter,
  guardStep,
  type Heartbeat,
  restartDelayMs,
} from '../../tools/wall/guard.ts';
import { parseWallArguments, type WallOptions } from '../../tools/wall/options.ts';
import { placeWindow } from '../../tools/wall/placement.ts';
import { judge, type PageReport, refreshHz } from '../../tools/wall/verdicts.ts';
import { TEST_CERTIFICATE, TEST_CERTIFICATE_PIN } from './test-certificate.ts';

function options(...args: string[]): WallOptions {
  const parsed = parseWallArguments(args, {});
  if (!parsed.ok) throw new Error(parsed.fault);
  return parsed.value;
}

const SERVER = 'http://127.0.0.1:8080';
const NOWHERE = { xDisplay: undefined, window: undefined };

describe('the command line of wall', () => {
  test('names the page of the output and carries the key in its fragment', () => {
    const { origin, pageUrl, key } = options('https://10.0.0.5:8080/operator#key=s3cret', 'main-1');
    expect(origin).toBe('https://10.0.0.5:8080');
    expect(pageUrl).toBe('https://10.0.0.5:8080/stage/main-1#key=s3cret');
    expect(key).toBe('s3cret');
    expect(options('https://10.0.0.5:8080/?key=s3cret', 'main-1').pageUrl).toBe(pageUrl);
  });

  test('keeps an odd output id inside its path', () => {
    expect(options(SERVER, 'a/../b').pageUrl).toBe(`${SERVER}/stage/a%2F..%2Fb`);
    expect(profileFolder({ dataDir: '/d', output: '../x' })).toMatch(/wall-profiles.\.\.%2Fx$/);
  });

  test.each([
    [[], 'URL and OUTPUT'],
    [[SERVER], 'URL and OUTPUT'],
    [['ftp://x', 'a'], 'no address'],
    [['8080', 'a'], 'no address'],
    [[SERVER, 'a', ':0', 'b'], 'one word too many'],
    [[SERVER, 'a', '--window', '1,2,3'], '--window'],
    [[SERVER, 'a', '--window', '0,0,0,720'], '--window'],
    [[SERVER, 'a', '--full'], '--full'],
  ])('%j is refused with a reason', (args, reason) => {
    const parsed = parseWallArguments(args, {});
    expect(!parsed.ok && parsed.fault).toContain(reason);
  });

  test('accepts a window left of the first display', () => {
    expect(options(SERVER, 'a', '--window=-1920,0,1920,1080').window).toEqual([
      -1920, 0, 1920, 1080,
    ]);
  });
});

describe('Chromium’s flags', () => {
  test('pin the pixel ratio, keep it drawing, and give each output its own profile', () => {
    const flags = chromiumFlags(options(SERVER, 'main-1', '--data-dir', '/d'), NOWHERE, false);
    expect(flags).toContain('--kiosk');
    expect(flags).toContain('--force-device-scale-factor=1');
    expect(flags).toContain('--disable-backgrounding-occluded-windows');
    expect(flags.find((flag) => flag.startsWith('--user-data-dir='))).toMatch(/main-1$/);
    expect(flags.filter((flag) => flag.startsWith('--disable-features='))).toHaveLength(1);
    expect(flags).not.toContain('--no-sandbox');
  });

  test('never carry the key, which every user of the machine could read', () => {
    const flags = chromiumFlags(options(`${SERVER}#key=s3cret`, 'a'), NOWHERE, true);
    expect(flags.join(' ')).not.toContain('s3cret');
  });

  test('weaken nothing that was not asked for', () => {
    const plain = chromiumFlags(options(SERVER, 'a'), NOWHERE, false).join(' ');
    expect(plain).not.toMatch(/insecure|certificate|headless|debugging-port/);
    const asked = options(SERVER, 'a', '--trust-origin', '--accept-cert', 'abc=');
    const flags = chromiumFlags(asked, NOWHERE, false);
    expect(flags).toContain(`--unsafely-treat-insecure-origin-as-secure=${SERVER}`);
    expect(flags).toContain('--ignore-certificate-errors-spki-list=abc=');
  });

  test('place the window', () => {
    const placement = { xDisplay: ':0', window: [1920, 0, 1536, 768] } as const;
    const flags = chromiumFlags(options(SERVER, 'a'), placement, false);
    expect(flags).toContain('--window-position=1920,0');
    expect(flags).toContain('--window-size=1536,768');
  });
});

describe('the place of the window', () => {
  const displays = [
    { name: 'HDMI-1', window: [0, 0, 1920, 1080] as [number, number, number, number] },
    { name: 'DP-1', window: [1920, 0, 1536, 768] as [number, number, number, number] },
  ];

  test('is a display by name or number, the first of an X display, or as given', () => {
    const place = (display?: string, window?: [number, number, number, number]) => {
      const placed = placeWindow({ display, window }, displays, ':0');
      return placed.ok ? placed.value.window : placed.fault;
    };
    expect(place('DP-1')).toEqual([1920, 0, 1536, 768]);
    expect(place('2')).toEqual([1920, 0, 1536, 768]);
    expect(place(':0')).toEqual([0, 0, 1920, 1080]);
    expect(place()).toEqual([0, 0, 1920, 1080]);
    expect(place('DP-1', [5, 6, 7, 8])).toEqual([5, 6, 7, 8]);
    expect(place('DP-9')).toContain('1 HDMI-1, 2 DP-1');
  });

  test('asks for --window where no display can be listed', () => {
    const placed = placeWindow({ display: 'DP-1', window: undefined }, undefined, undefined);
    expect(!placed.ok && placed.fault).toContain('--window');
  });
});

describe('the guard', () => {
  const actions = (...beats: Heartbeat[]) => {
    let state = CALM;
    return beats.map((beat) => {
      const step = guardStep(state, beat);
      state = step.state;
      return step.action;
    });
  };

  test('lets a page that answers be, and forgives two misses', () => {
    expect(actions('alive', 'silent', 'silent', 'alive', 'silent', 'silent')).not.toContain(
      'reload',
    );
  });

  test('reloads after three misses, restarts after three more', () => {
    const six: Heartbeat[] = Array(6).fill('silent');
    expect(actions(...six)).toEqual(['none', 'none', 'reload', 'none', 'none', 'restart']);
  });

  test('loads a crashed page anew at once, and restarts Chromium when it crashes again', () => {
    expect(actions('crashed', 'crashed')).toEqual(['reload', 'restart']);
    expect(actions('crashed', 'alive', 'crashed')).toEqual(['reload', 'none', 'reload']);
  });

  test('waits for an absent server by reloading, and never restarts Chromium for it', () => {
    const beats: Heartbeat[] = Array(12).fill('elsewhere');
    expect(actions(...beats).filter((action) => action === 'reload')).toHaveLength(4);
    expect(actions(...beats)).not.toContain('restart');
  });

  test('backs off from 0.5 s to 30 s, and starts anew after a steady minute', () => {
    expect([1, 2, 3, 4, 8, 40].map(restartDelayMs)).toEqual([
      500, 1000, 2000, 4000, 30_000, 30_000,
    ]);
    expect(failuresAfter(5, 1000)).toBe(6);
    expect(failuresAfter(5, 61_000)).toBe(1);
  });
});

describe('the verdicts on a page', () => {
  const framesAt = (hz: number) => Array.from({ length: 121 }, (_, k) => (1000 * k) / hz);
  const good: PageReport = {
    devicePixelRatio: 1,
    innerSize: [1536, 768],
    frameTimes: framesAt(60),
    renderer: 'ANGLE (NVIDIA, NVIDIA RTX A4000, OpenGL 4.5.0)',
    isSecureContext: true,
  };
  const expected = { size: [1536, 768], wallHz: 60 } as const;
  const warnings = (report: Partial<PageReport>, wanted: Parameters<typeof judge>[1] = expected) =>
    judge({ ...good, ...report }, wanted).filter(({ state }) => state === 'warn');

  test('are all well where everything fits', () => {
    expect(warnings({})).toEqual([]);
  });

  test('each name one fault and its fix', () => {
    expect(warnings({ devicePixelRatio: 1.25 })[0]?.text).toContain('1.25');
    expect(warnings({ innerSize: [1920, 1080] })[0]?.text).toContain('1920×1080');
    expect(warnings({ innerSize: [1535, 767] })[0]?.fix).toContain('window manager');
    expect(
      warnings({ frameTimes: framesAt(59.94) }, { size: [1536, 768], wallHz: 50 }),
    ).toHaveLength(1);
    expect(warnings({ renderer: 'llvmpipe (LLVM 15)' })[0]?.fix).toContain('GPU');
    expect(warnings({ renderer: '' })[0]?.text).toBe('no WebGL 2');
    expect(warnings({ isSecureContext: false })[0]?.fix).toContain('--trust-origin');
    for (const { fix } of warnings({ devicePixelRatio: 2, renderer: '' })) expect(fix).toBeTruthy();
  });

  test('accept a display at a whole multiple of the wall rate, and no other', () => {
    const rates = (hz: number, wallHz: number) =>
      warnings({ frameTimes: framesAt(hz) }, { size: [1536, 768], wallHz }).length;
    expect(rates(120, 60)).toBe(0);
    expect(rates(48, 24000 / 1001)).toBe(0);
    expect(rates(60, 24)).toBe(1);
    expect(rates(60, 50)).toBe(1);
    expect(rates(30, 60)).toBe(1);
  });

  test('say so when the server did not tell what the output should be', () => {
    expect(warnings({}, { size: undefined, wallHz: undefined })[0]?.fix).toContain('id');
  });

  test('read the refresh rate past frames that came late', () => {
    const late = framesAt(50).map((time, k) => time + (k > 40 ? 60 : 0) + (k > 80 ? 20 : 0));
    expect(refreshHz(late)).toBeCloseTo(50, 6);
    expect(refreshHz(framesAt(60).slice(0, 10))).toBeUndefined();
    expect(refreshHz([])).toBeUndefined();
  });
});

test('messages from Chromium are cut at their zero bytes, however they arrive', async () => {
  const whole = Buffer.from('{"a":1}\0{"b":"é"}\0{"c":3}\0');
  for (let size = 1; size <= whole.length; size += 1) {
    const chunks = [];
    for (let at = 0; at < whole.length; at += size) chunks.push(whole.subarray(at, at + size));
    const stream = Readable.from(chunks);
    const received: string[] = [];
    onMessages(stream, (text) => received.push(text));
    await new Promise((resolve) => stream.on('end', resolve));
    expect(received).toEqual(['{"a":1}', '{"b":"é"}', '{"c":3}']);
  }
});

test('a certificate’s pin is the one that openssl computes', () => {
  expect(spkiHash(new X509Certificate(TEST_CERTIFICATE))).toBe(TEST_CERTIFICATE_PIN);
});
