import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { defaultDataDir } from '../../server/config/data-dir.ts';
import { chromiumCandidates, FALLBACK_CHROMIUM } from '../../tools/setup/chromium.mjs';
import { dataFolder } from '../../tools/setup/data-folder.mjs';
import { parseXrandr } from '../../tools/setup/displays.mjs';
import { fingerprint, readMark, writeMark } from '../../tools/setup/fingerprint.mjs';
import { isInstalled, sameInstallation } from '../../tools/setup/install.mjs';
import { npmScript } from '../../tools/setup/npm.mjs';
import { isSoftwareRenderer } from '../../tools/setup/renderer.mjs';
import { compareVersions, nodeComplaint, OLDEST_NODE } from '../../tools/setup/require-node.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cyclorama-setup-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the version of Node', () => {
  test('is compared number by number', () => {
    expect(compareVersions('v20.9.0', '20.19.0')).toBeLessThan(0);
    expect(compareVersions('v22.0.0', '20.19.0')).toBeGreaterThan(0);
    expect(compareVersions('20.19.0', 'v20.19.0')).toBe(0);
  });

  test('that is too old gets a message with both versions and where to get a newer one', () => {
    expect(nodeComplaint('v18.20.4')).toMatch(
      /20\.19\.0 or newer; this is Node 18\.20\.4[\s\S]*nodejs\.org/,
    );
    expect(nodeComplaint('v20.19.0')).toBeUndefined();
  });

  test('that is asked for is the one of package.json', () => {
    expect(packageJson.engines.node).toBe(`>=${OLDEST_NODE.replace(/\.0$/, '')}`);
  });
});

describe('a fingerprint', () => {
  test('changes with a content, a name and a new file, and with nothing else', () => {
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a', 'x'), 'one');
    const before = fingerprint(folder, ['a', 'absent']);
    writeFileSync(join(folder, 'elsewhere'), 'not asked for');
    expect(fingerprint(folder, ['a', 'absent'])).toBe(before);
    writeFileSync(join(folder, 'a', 'y'), '');
    const withFile = fingerprint(folder, ['a']);
    expect(withFile).not.toBe(before);
    writeFileSync(join(folder, 'a', 'x'), 'two');
    expect(fingerprint(folder, ['a'])).not.toBe(withFile);
  });

  test('is read back as it was written', () => {
    writeMark(join(folder, 'deep', 'mark'), 'abc');
    expect(readMark(join(folder, 'deep', 'mark'))).toBe('abc');
    expect(readMark(join(folder, 'none'))).toBeUndefined();
  });
});

describe('the installed packages', () => {
  const wanted = { '': {}, 'node_modules/a': { version: '1.0.0' } };

  test('are as asked when npm recorded the same versions, other platforms aside', () => {
    const optional = { ...wanted, 'node_modules/mac': { version: '1.0.0', optional: true } };
    expect(sameInstallation(optional, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
    expect(sameInstallation(wanted, { 'node_modules/a': { version: '1.0.1' } })).toBe(false);
    expect(sameInstallation(wanted, {})).toBe(false);
  });

  test('count as installed by our mark or by npm’s record, not by a folder alone', () => {
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }));
    mkdirSync(join(folder, 'node_modules'));
    expect(isInstalled(folder)).toBe(false);
    const mark = join(folder, 'node_modules', '.cyclorama-install');
    writeMark(mark, fingerprint(folder, ['package-lock.json']));
    expect(isInstalled(folder)).toBe(true);
    writeMark(mark, 'of another lockfile');
    expect(isInstalled(folder)).toBe(false);
    const record = join(folder, 'node_modules', '.package-lock.json');
    writeFileSync(record, JSON.stringify({ packages: wanted }));
    expect(isInstalled(folder)).toBe(true);
  });
});

describe('npm', () => {
  test('is the one that runs the command, unless that is another program', () => {
    const exists = () => true;
    expect(npmScript({ npm_execpath: '/n/npm-cli.js' }, '/x/node', exists)).toBe('/n/npm-cli.js');
    expect(npmScript({ npm_execpath: '/p/pnpm.cjs' }, '/x/node', exists)).toMatch(/npm-cli\.js$/);
  });

  test('is looked for beside Node where no npm runs the command', () => {
    const beside = join('/x', 'node_modules', 'npm', 'bin', 'npm-cli.js');
    expect(npmScript({}, join('/x', 'node'), (path) => path === beside)).toBe(beside);
    expect(npmScript({}, '/x/node', () => false)).toBeUndefined();
  });
});

describe('a Chromium', () => {
  test('that is named by CHROMIUM_PATH is the only one considered', () => {
    expect(chromiumCandidates({ CHROMIUM_PATH: '/c', PATH: '/usr/bin' }, 'linux')).toEqual(['/c']);
  });

  test('is looked for on the path, chromium before chrome', () => {
    const found = chromiumCandidates({ PATH: ['/a', '/b'].join(delimiter) }, 'linux');
    expect(found.slice(0, 2)).toEqual([join('/a', 'chromium'), join('/b', 'chromium')]);
    expect(found.indexOf(join('/b', 'google-chrome'))).toBeGreaterThan(1);
    expect(found).not.toContain(FALLBACK_CHROMIUM);
  });

  test('is looked for where macOS and Windows install it', () => {
    expect(chromiumCandidates({}, 'darwin')[0]).toBe(
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    );
    const windows = chromiumCandidates({ PROGRAMFILES: 'P' }, 'win32');
    expect(windows).toContain(join('P', 'Google', 'Chrome', 'Application', 'chrome.exe'));
  });
});

test('the data folder is the server’s own, on every platform and however it is set', () => {
  expect(dataFolder({ CYCLORAMA_DATA_DIR: folder })).toBe(folder);
  const home = '/home/x';
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    for (const env of [
      {},
      { XDG_DATA_HOME: '/xdg' },
      { XDG_DATA_HOME: 'rel' },
      { LOCALAPPDATA: 'L' },
    ]) {
      expect(dataFolder(env, platform, home)).toBe(defaultDataDir({ platform, home, env }));
    }
  }
});

test('a renderer that draws on the processor is told from a GPU', () => {
  expect(isSoftwareRenderer('ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)))')).toBe(
    true,
  );
  expect(
    isSoftwareRenderer('ANGLE (Mesa/X.org, llvmpipe (LLVM 15.0.6 256 bits), OpenGL 4.5)'),
  ).toBe(true);
  expect(isSoftwareRenderer('ANGLE (Microsoft, Microsoft Basic Render Driver, D3D11)')).toBe(true);
  expect(isSoftwareRenderer('ANGLE (NVIDIA, NVIDIA RTX A4000/PCIe/SSE2, OpenGL 4.5.0)')).toBe(
    false,
  );
});

test('displays in use are read from xrandr with place, size and refresh rate', () => {
  const text = `Screen 0: minimum 320 x 200, current 4480 x 1440, maximum 16384 x 16384
HDMI-1 connected primary 2560x1440+0+0 (normal left inverted right x axis y axis) 597mm x 336mm
   2560x1440     59.95 +
   1920x1080     60.00*   50.00    59.94
DP-1 connected 1920x1080+2560+180 (normal left inverted right x axis y axis) 527mm x 296mm
   1920x1080     59.94*+  50.00
DP-2 connected (normal left inverted right x axis y axis)
   1280x720      75.00*
DP-3 disconnected (normal left inverted right x axis y axis)
   640x480       72.00*
`;
  expect(parseXrandr(text)).toEqual([
    { name: 'HDMI-1', window: [0, 0, 2560, 1440], refreshHz: 60 },
    { name: 'DP-1', window: [2560, 180, 1920, 1080], refreshHz: 59.94 },
  ]);
});
