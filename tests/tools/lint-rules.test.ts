import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inProject } from '../../tools/setup/project.mjs';

/** What each folder must not import, beside what it may. */
const IMPORTS: Record<string, { bad: string[]; good: string[] }> = {
  core: {
    bad: [
      '../../devices/device.ts',
      '../../scenes/scene.ts',
      '../../server/app.ts',
      'node:fs',
      'ws',
    ].concat(['three', 'three/addons/loaders/GLTFLoader.js', 'react', 'gl-matrix', 'zustand']),
    good: ['zod', '../math.ts', './other.ts', '../stage/wall-hit.ts'],
  },
  devices: {
    bad: [
      '../../server/app.ts',
      '../../render/decks.ts',
      '../../scenes/scene.ts',
      'three',
      'react',
    ],
    good: ['../../core/math.ts', '../udp/options.ts', 'node:dgram', 'ipaddr.js'],
  },
  server: {
    bad: ['../../render/decks.ts', '../../stage-client/main.ts', '../../operator-ui/app.ts'].concat(
      ['../../scenes/desert/scene.ts', '../../shaders/last-pass.ts', 'three', 'react'],
    ),
    good: [
      '../../core/math.ts',
      '../../devices/device.ts',
      '../../scenes/desert/manifest.ts',
    ].concat(['node:http', 'express', '../../scenes/manifests.ts']),
  },
  shaders: {
    bad: [
      '../../scenes/scene.ts',
      '../../render/decks.ts',
      '../../server/app.ts',
      'node:fs',
      'react',
    ],
    good: ['../../core/math.ts', 'three', './noise.glsl?raw'],
  },
  scenes: {
    bad: [
      '../../render/decks.ts',
      '../../server/app.ts',
      '../../devices/device.ts',
      'node:fs',
    ].concat(['../../stage-client/main.ts', 'react', 'socket.io-client']),
    good: ['../../core/math.ts', '../../shaders/scenes/sky.glsl?raw', 'three', '../random.ts'],
  },
  render: {
    bad: ['../../server/app.ts', '../../stage-client/main.ts', '../../operator-ui/app.ts'].concat([
      '../../devices/device.ts',
      'react',
      'socket.io-client',
      'node:path',
    ]),
    good: ['../../core/math.ts', '../../scenes/scene.ts', '../../shaders/last-pass.ts', 'three'],
  },
  'stage-client': {
    bad: [
      '../../server/app.ts',
      '../../operator-ui/app.ts',
      '../../devices/device.ts',
      'react',
    ].concat(['node:path']),
    good: ['../../render/decks.ts', '../../core/math.ts', '../../scenes/scene.ts', 'three'],
  },
  'operator-ui': {
    bad: [
      '../../server/app.ts',
      '../../stage-client/main.ts',
      '../../devices/device.ts',
      'node:fs',
    ],
    good: ['../../render/decks.ts', '../../core/math.ts', 'react', 'socket.io-client', 'zustand'],
  },
};

const IMPURE = ['Math.random()', 'Date.now()', 'performance.now()', 'new Date(3)', 'new Date()'];

let folder: string;
/** Categories of the diagnostics, by file. */
let found: Map<string, string[]>;

/** Writes one file per import, so that each is judged alone. */
function fileOf(layer: string, source: string): string {
  return `${layer}/part/${source.replaceAll(/\W+/g, '-')}.ts`;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cyclorama-lint-'));
  for (const path of ['biome.json', '.gitignore', 'tools/lint']) {
    cpSync(inProject(path), join(folder, path), { recursive: true });
  }
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const [layer, { bad, good }] of Object.entries(IMPORTS)) {
    for (const source of [...bad, ...good]) {
      write(fileOf(layer, source), `import { a } from '${source}';\n\nexport const b = a;\n`);
    }
    for (const source of IMPURE) write(fileOf(layer, source), `export const a = ${source};\n`);
  }
  write('core/math.ts', "export { mat4 } from 'gl-matrix';\n");
  const biome = inProject('node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  found = new Map();
  for (const { category, location } of JSON.parse(stdout).diagnostics) {
    const path = String(location?.path?.file ?? location?.path).replaceAll('\\', '/');
    found.set(path, [...(found.get(path) ?? []), category]);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cases = Object.entries(IMPORTS).flatMap(([layer, { bad, good }]) => [
  ...bad.map((source) => ({ layer, source, verb: 'must not', isRefused: true })),
  ...good.map((source) => ({ layer, source, verb: 'may', isRefused: false })),
]);

test.each(cases)('$layer $verb import $source', ({ layer, source, isRefused }) => {
  const categories = found.get(fileOf(layer, source)) ?? [];
  expect(categories.includes('lint/style/noRestrictedImports')).toBe(isRefused);
});

test('gl-matrix enters core by core/math.ts alone', () => {
  expect(found.get('core/math.ts')).toBeUndefined();
});

test.each(['core', 'scenes', 'render'])('%s takes time and chance as arguments', (layer) => {
  for (const source of IMPURE) expect(found.get(fileOf(layer, source))).toContain('plugin');
});

test.each(['server', 'devices', 'stage-client'])('%s owns clocks', (layer) => {
  for (const source of IMPURE)
    expect(found.get(fileOf(layer, source)) ?? []).not.toContain('plugin');
});
