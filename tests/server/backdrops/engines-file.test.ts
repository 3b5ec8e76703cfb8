import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEngines } from '../../../server/backdrops/engines/read-engines.ts';
import { WatchFolder } from '../../../server/backdrops/engines/watch-folder.ts';
import { pngBytes } from '../../support/picture-bytes.ts';
import { until } from '../../support/until.ts';
import { drawEverything, openBackdrops } from './open-service.ts';

/** A placeholder of a workflow, which looks like one of a template. */
const slot = (name: string): string => `\${${name}}`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cyclorama-engines-'));
  const graph = { '1': { class_type: 'A', inputs: { t: slot('prompt'), s: slot('seed') } } };
  await writeFile(join(folder, 'graph.json'), JSON.stringify(graph));
  await writeFile(join(folder, 'key'), 'sk-from-a-file\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(document: unknown, env = {}) {
  const file = join(folder, 'engines.json');
  await writeFile(file, typeof document === 'string' ? document : JSON.stringify(document));
  return readEngines(file, env);
}

describe('the file of a machine’s engines', () => {
  it('may be missing', () => {
    expect(readEngines(join(folder, 'none.json'), {})).toEqual({
      engines: [],
      folders: [],
      readers: [],
      problems: [],
    });
  });

  it('gives ComfyUI, Skybox and folders by their ids, keys from a variable or a file', async () => {
    const { engines, folders, problems } = await read(
      [
        { id: 'comfy', kind: 'comfyui', workflow: 'graph.json' },
        { id: 'sky', kind: 'skybox', keyEnv: 'SKY_KEY' },
        { id: 'sky2', kind: 'skybox', keyFile: 'key' },
        { id: 'drop', kind: 'folder', folder: 'pictures' },
      ],
      { SKY_KEY: 'sk-1' },
    );
    expect(problems).toEqual([]);
    expect(engines.map(({ id }) => id)).toEqual(['comfy', 'sky', 'sky2']);
    expect(await engines[1]?.trouble()).toBeNull();
    expect(folders).toMatchObject([{ id: 'drop', folder: join(folder, 'pictures') }]);
    expect(JSON.stringify(engines)).not.toContain('sk-');
  });

  it('leaves out an engine with a fault, says where, and keeps the others', async () => {
    const { engines, problems } = await read([
      { id: 'comfy', kind: 'comfyui', workflow: 'missing.json' },
      { id: 'sky', kind: 'skybox' },
    ]);
    expect(engines.map(({ id }) => id)).toEqual(['sky']);
    expect(problems.join()).toMatch(/Engine "comfy".*missing\.json/);
    expect(await engines[0]?.trouble()).toMatch(/key is not set/);
    expect((await read('{')).problems.join()).toMatch(/cannot be read as JSON/);
    expect((await read([{ id: 'x', kind: 'magic' }])).problems.join()).toMatch(/\/0/);
    expect(
      (await read([{ id: 'x', kind: 'skybox', key: 'sk-in-the-file' }])).problems.join(),
    ).not.toContain('sk-in');
  });
});

describe('a watched folder', () => {
  it('hands over each picture once, when it has stopped growing, and says what is none', async () => {
    const place = await openBackdrops();
    const { service } = await place.start();
    const stop = drawEverything(service);
    const warnings: string[] = [];
    const watched = new WatchFolder({
      id: 'drop',
      folder,
      import: (...picture) => service.importPicture(...picture),
      warn: (message) => warnings.push(message),
    });
    watched.start();
    await writeFile(
      join(folder, 'wall.png'),
      pngBytes(64, 32, (x, y) => [x, y, 9]),
    );
    await writeFile(join(folder, 'page.png'), '<html></html>');
    await until('it is there', async () =>
      service.list().some(({ status }) => status === 'pending'),
    );
    await until('the other one is told', async () => warnings.length > 0);
    const [report] = service.list();
    expect(report).toMatchObject({ prompt: 'wall.png', engine: 'drop', status: 'pending' });
    expect(report?.variations[0]?.picture).toMatchObject({ projection: 'panorama', width: 64 });
    expect(warnings[0]).toMatch(/page\.png.*not taken/);
    watched.look();
    await watched.stop();
    expect(service.list()).toHaveLength(1);
    expect(warnings).toHaveLength(1);
    stop();
    await service.stop();
    await place.close();
  });

  it('says that it is not there', async () => {
    const watched = new WatchFolder({
      id: 'drop',
      folder: join(folder, 'nowhere'),
      import: async () => undefined,
      warn: () => undefined,
    });
    watched.start();
    await until('it has looked', async () => watched.trouble !== null);
    expect(watched.trouble).toMatch(/no folder .*nowhere/);
    await watched.stop();
  });
});
