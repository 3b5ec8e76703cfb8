import { createHash } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { showSchema } from '../../../core/show/show-schema.ts';
import { AssetStore } from '../../../server/assets/asset-store.ts';
import { checkShowAssets } from '../../../server/assets/check-show-assets.ts';
import { glbBytes, pngHead, triangleBin, triangleGlb, triangleJson } from './glb.ts';

let folder = '';
let store: AssetStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cyclorama-assets-'));
  store = new AssetStore({ showFolder: join(folder, 'show') });
  await mkdir(join(folder, 'show'));
  await store.open();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function* pieces(bytes: Buffer, size = 613): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const files = () => readdir(join(folder, 'show', 'assets'));
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const showOf = (...sources: string[]) =>
  showSchema.parse({
    environments: sources.map((source, i) => ({ id: `e${i}`, kind: 'gltf', source })),
  });

describe('an upload', () => {
  test('is stored under its name and found by its content', async () => {
    const bytes = triangleGlb();
    const result = await store.store('street.glb', pieces(bytes));
    const asset = {
      sha256: sha256(bytes),
      path: 'assets/street.glb',
      bytes: bytes.length,
      contentType: 'model/gltf-binary',
    };
    expect(result).toEqual({ ok: true, asset });
    expect(store.list()).toEqual([asset]);
    const found = store.find(asset.sha256);
    expect(await readFile(found?.file ?? '')).toEqual(bytes);
    expect(await files()).toEqual(['street.glb']);
  });

  test('replaces the file of the same name, and the old content is no longer handed out', async () => {
    const old = triangleGlb();
    const fresh = triangleGlb({ extras: 'another' });
    await store.store('a.glb', pieces(old));
    await store.store('a.glb', pieces(fresh));
    expect(store.find(sha256(old))).toBeUndefined();
    expect(store.find(sha256(fresh))).toBeDefined();
  });

  test('tells whoever asked to know', async () => {
    const told: string[] = [];
    const watched = new AssetStore({
      showFolder: join(folder, 'show'),
      onStored: (asset) => told.push(asset.path),
    });
    await watched.open();
    await watched.store('a.glb', pieces(triangleGlb()));
    expect(told).toEqual(['assets/a.glb']);
  });

  const refused: [name: string, bytes: Buffer, status: number, code: string][] = [
    ['../up.glb', triangleGlb(), 400, 'bad-name'],
    ['sub/up.glb', triangleGlb(), 400, 'bad-name'],
    ['.hidden.glb', triangleGlb(), 400, 'bad-name'],
    ['con.glb', triangleGlb(), 400, 'bad-name'],
    ['a\0.glb', triangleGlb(), 400, 'bad-name'],
    [`${'a'.repeat(200)}.glb`, triangleGlb(), 400, 'bad-name'],
    ['logo.svg', Buffer.from('<svg/>'), 415, 'svg-refused'],
    ['page.html', Buffer.from('<html>'), 415, 'unknown-kind'],
    ['a.glb', pngHead(1, 1), 415, 'wrong-kind'],
    ['a.png', Buffer.from('short'), 415, 'wrong-kind'],
    ['a.png', triangleGlb(), 415, 'wrong-kind'],
    ['a.png', pngHead(14_000, 14_000), 422, 'too-many-pixels'],
    ['a.glb', triangleGlb().subarray(0, 100), 422, 'glb-length'],
    ['a.glb', glbBytes('{"asset":', triangleBin()), 422, 'bad-json'],
    ['a.glb', glbBytes('{"asset":{"__proto__":1}}', triangleBin()), 422, 'json-key'],
    ['a.glb', glbBytes('['.repeat(70_000), triangleBin()), 422, 'json-depth'],
    ['a.glb', triangleGlb({ images: [{ uri: 'http://evil.example/x.png' }] }), 422, 'external-uri'],
  ];
  test.each(refused)(
    '%# is refused with its reason and leaves nothing behind',
    async (name, bytes, status, code) => {
      const result = await store.store(name, pieces(bytes));
      expect(result).toMatchObject({ ok: false, status, code });
      expect(await files()).toEqual([]);
    },
  );

  test('of a pixel flood inside a .glb is refused, in BIN as in a data: address', async () => {
    const flood = pngHead(14_000, 14_000);
    const json = triangleJson({
      buffers: [{ byteLength: flood.length }],
      bufferViews: [{ buffer: 0, byteLength: flood.length }],
      accessors: [],
      meshes: [],
      nodes: [],
      scenes: [],
      images: [{ bufferView: 0, mimeType: 'image/png' }],
    });
    const refusal = { status: 422, code: 'too-many-pixels' };
    expect(await store.store('a.glb', pieces(glbBytes(json, flood)))).toMatchObject(refusal);
    const uri = `data:image/png;base64,${flood.toString('base64')}`;
    expect(await store.store('b.glb', pieces(triangleGlb({ images: [{ uri }] })))).toMatchObject(
      refusal,
    );
  });

  test('with a large document is checked in a process of its own, fit or not', async () => {
    const nodes = Array.from({ length: 20_000 }, (_, i) => ({ name: `node number ${i}` }));
    const fit = triangleGlb({ nodes, extras: 'x'.repeat(1000) });
    expect(await store.store('large.glb', pieces(fit, 65_536))).toMatchObject({ ok: true });
    const loop = nodes.map((node, i) => ({ ...node, children: [(i + 1) % nodes.length] }));
    const refused = await store.store('loop.glb', pieces(triangleGlb({ nodes: loop }), 65_536));
    expect(refused).toMatchObject({ status: 422, code: 'gltf-tree' });
  });

  test('beyond what the show folder may hold is refused', async () => {
    const small = new AssetStore({ showFolder: join(folder, 'show'), maxTotalBytes: 1000 });
    await small.open();
    await small.store('a.glb', pieces(triangleGlb()));
    const result = await small.store('b.glb', pieces(triangleGlb()));
    expect(result).toMatchObject({ status: 413, code: 'show-full' });
    expect(await small.store('a.glb', pieces(triangleGlb()))).toMatchObject({ ok: true });
  });

  test('that breaks off leaves nothing behind', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield triangleGlb().subarray(0, 50);
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    }
    expect(await store.store('a.glb', broken())).toMatchObject({ status: 400, code: 'aborted' });
    expect(await files()).toEqual([]);
  });

  test('broken off by a crash is swept at the next start', async () => {
    await writeFile(join(folder, 'show', 'assets', '.1234.part'), 'half');
    await store.open();
    expect(await files()).toEqual([]);
  });
});

describe('files in the folder', () => {
  const put = (path: string, bytes: Buffer) => writeFile(join(folder, 'show', path), bytes);

  test('are listed after a scan, unfit ones and links out of the folder are not', async () => {
    await put('assets/good.glb', triangleGlb());
    await put('assets/bad.glb', triangleGlb().subarray(0, 90));
    await put('assets/notes.txt', Buffer.from('hello'));
    await writeFile(join(folder, 'secret.glb'), triangleGlb({ extras: 1 }));
    await symlink(join(folder, 'secret.glb'), join(folder, 'show', 'assets', 'link.glb'));
    await store.scan();
    expect(store.list().map((asset) => asset.path)).toEqual(['assets/good.glb']);
  });

  test('changed on the disk are no longer handed out as their old content', async () => {
    const bytes = triangleGlb();
    await store.store('a.glb', pieces(bytes));
    await put('assets/a.glb', triangleGlb({ extras: 1 }));
    expect(store.find(sha256(bytes))).toBeUndefined();
  });

  test('are hashed once over restarts as long as size and time stay', async () => {
    const cacheFile = join(folder, 'hashes.json');
    const first = new AssetStore({ showFolder: join(folder, 'show'), cacheFile });
    await first.open();
    const path = join(folder, 'show', 'assets', 'a.glb');
    await put('assets/a.glb', triangleGlb({ extras: 'aaa' }));
    await utimes(path, 1000, 1000);
    const before = await first.check(showOf('assets/a.glb'));
    await put('assets/a.glb', triangleGlb({ extras: 'bbb' }));
    await utimes(path, 1000, 1000);
    const second = new AssetStore({ showFolder: join(folder, 'show'), cacheFile });
    await second.open();
    expect(await second.check(showOf('assets/a.glb'))).toEqual(before);
    await utimes(path, 2000, 2000);
    expect((await second.check(showOf('assets/a.glb'))).assets).not.toEqual(before.assets);
  });

  test('of a torn hash cache are hashed again', async () => {
    const cacheFile = join(folder, 'hashes.json');
    await writeFile(cacheFile, '{"rules":1,"files":{"x":');
    const again = new AssetStore({ showFolder: join(folder, 'show'), cacheFile });
    await again.open();
    await again.store('a.glb', pieces(triangleGlb()));
    expect(again.list()).toHaveLength(1);
  });
});

describe('the assets of a show', () => {
  test('are hashed by path and can then be downloaded', async () => {
    await mkdir(join(folder, 'show', 'models'));
    await writeFile(join(folder, 'show', 'models', 'a.glb'), triangleGlb());
    const hash = sha256(triangleGlb());
    const found = await store.check(showOf('models/a.glb'));
    expect(found).toEqual({ assets: { 'models/a.glb': hash }, problems: [] });
    expect(store.find(hash)?.asset.path).toBe('models/a.glb');
  });

  test('that are missing, unfit or outside are problems at the place that names them', async () => {
    await writeFile(join(folder, 'show', 'assets', 'bad.glb'), triangleGlb().subarray(0, 99));
    await writeFile(join(folder, 'out.glb'), triangleGlb());
    await symlink(join(folder, 'out.glb'), join(folder, 'show', 'assets', 'link.glb'));
    const show = showOf('assets/none.glb', 'assets/bad.glb', '../out.glb', 'assets/link.glb');
    const { assets, problems } = await checkShowAssets(show, join(folder, 'show'));
    expect(assets).toEqual({});
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ['/environments/0/source', 'missing-asset'],
      ['/environments/1/source', 'glb-length'],
      ['/environments/2/source', 'missing-asset'],
      ['/environments/3/source', 'missing-asset'],
    ]);
    expect(problems[1]?.message).toContain('assets/bad.glb');
  });

  test('of built-in scenes need no file', async () => {
    const show = showSchema.parse({ environments: [{ id: 'd', kind: 'scene', source: 'desert' }] });
    expect(await store.check(show)).toEqual({ assets: {}, problems: [] });
  });
});
