import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentOf } from '../../../core/layers/archive-content.ts';
import { openLayers } from '../../../core/layers/opened-layers.ts';
import { checkLayersAside } from '../../../server/assets/check-aside.ts';
import { pngBytes } from '../../support/picture-bytes.ts';
import {
  exampleDocument,
  inflate,
  json,
  type MadeEntry,
  zipBytes,
} from '../../support/two-and-half-d.ts';
import { drawEverything, openBackdrops } from './open-service.ts';

const picture = pngBytes(16, 9, (x, y) => [x, y, 7]);
const files: MadeEntry[] = [
  { name: 'background_image.png', content: picture },
  { name: 'background_depth.png', content: picture, isStored: true },
  { name: 'foreground_image.png', content: picture },
  { name: 'rock.obj', content: Buffer.from('v 0 0 0\n') },
  { name: 'data.json', content: json(exampleDocument()) },
];
const made = zipBytes(files);

let place: Awaited<ReturnType<typeof openBackdrops>>;
let running: Awaited<ReturnType<typeof place.start>>;
let stopDrawing: () => void;

beforeEach(async () => {
  place = await openBackdrops();
  running = await place.start();
  stopDrawing = drawEverything(running.service);
});
afterEach(async () => {
  stopDrawing();
  await running.service.stop();
  await place.close();
});

async function imported(name = 'street.2p5d', bytes = made): Promise<string> {
  await running.service.importPicture('drop', name, bytes);
  const [report] = running.service.list();
  if (!report) throw new Error('it did not come');
  return report.id;
}
const exported = async (id: string, variation?: number): Promise<Uint8Array> => {
  const file = await running.service.layersFile(id, variation);
  if (!file.ok) throw new Error(file.fault[0]?.message);
  return file.value.bytes;
};
function contentsOf(bytes: Uint8Array): Record<string, string> {
  const opened = openLayers(bytes, inflate);
  if (!opened.ok) throw new Error(opened.fault[0]?.message);
  return Object.fromEntries(
    opened.value.entries.map((entry) => {
      const content = contentOf(bytes, entry, inflate);
      return [entry.name, content.ok ? Buffer.from(content.value).toString('latin1') : 'damaged'];
    }),
  );
}

describe('a .2p5d that appears', () => {
  it('is reviewed, approved, pushed and shown as layers', async () => {
    const id = await imported();
    const report = running.service.get(id);
    expect(report).toMatchObject({ status: 'pending', prompt: 'street.2p5d', engine: 'drop' });
    expect(report?.variations[0]?.picture).toMatchObject({
      projection: 'layers',
      extension: '2p5d',
      width: 1920,
      height: 1080,
      notes: ['"Foreground" has a mesh (rock.obj); it is kept and drawn without it.'],
    });
    expect(report?.variations[0]?.thumbnail).not.toBeNull();
    await running.give({ type: 'backdrop.approve', id, variation: 0 });
    expect((await running.give({ type: 'backdrop.push', id })).ok).toBe(true);
    const { show, preview } = place.engine.state;
    const environment = show.environments.find((each) => each.id === preview.environment);
    expect(environment).toMatchObject({ kind: 'layers', id: `${id}-0` });
    expect(environment?.source).toMatch(/^assets\/backdrop-[0-9a-f]{16}\.2p5d$/);
  });

  it('twice is the same backdrop', async () => {
    await imported();
    await imported('copy.2p5d');
    expect(running.service.list()).toHaveLength(1);
  });

  it('and is none is refused in words and leaves nothing behind', async () => {
    const hostile: [words: RegExp, bytes: Buffer][] = [
      [/it is no zip/, Buffer.from('<html></html>')],
      [/is no zip|is broken off/, made.subarray(0, made.length - 40)],
      [/leads out of it/, zipBytes([...files, { name: '../../evil.sh', content: picture }])],
      [/"rock\.obj" twice/, zipBytes([...files, { name: 'rock.obj', content: picture }])],
      [
        /background_image\.png: The picture has no readable header/,
        zipBytes([
          { name: 'background_image.png', content: Buffer.from('x'.repeat(99)) },
          ...files.slice(1),
        ]),
      ],
      [
        /names foreground_image\.png, which is not in it/,
        zipBytes(files.filter(({ name }) => name !== 'foreground_image.png')),
      ],
    ];
    for (const [words, bytes] of hostile) {
      await expect(imported('bad.2p5d', bytes)).rejects.toThrow(words);
    }
    expect(running.service.list()).toEqual([]);
    expect(await readdir(join(place.folder, 'files'))).toEqual([]);
  });
});

describe('a .2p5d that is given out', () => {
  it('is, when nothing was edited, the file that came, to the byte', async () => {
    const id = await imported();
    expect(Buffer.from(await exported(id, 0)).equals(made)).toBe(true);
  });

  it('has the edits of its environment and every other file as it was', async () => {
    const id = await imported();
    await running.give({ type: 'backdrop.approve', id, variation: 0 });
    await running.give({ type: 'backdrop.push', id });
    const params = { 'layer.1.distanceM': 50, 'layer.0.hidden': true };
    const edit = { type: 'environment.params', id: `${id}-0`, deck: 'preview', params };
    expect(await running.give(edit)).toMatchObject({ ok: true });
    const { 'data.json': document = '', ...rest } = contentsOf(await exported(id));
    const { 'data.json': _before, ...restBefore } = contentsOf(made);
    expect(rest).toEqual(restBefore);
    const expected = exampleDocument();
    Object.assign(expected.plates[0] ?? {}, { cyclorama: { hidden: true } });
    Object.assign(expected.plates[1] ?? {}, { z: 0.5, cyclorama: { relief_scale: 2.5 } });
    expect(JSON.stringify(JSON.parse(document))).toBe(JSON.stringify(expected));
    // Undone, it is again what came.
    await running.give({ type: 'show.undo' });
    expect(Buffer.from(await exported(id)).equals(made)).toBe(true);
  });

  it('is of a plain picture one plate, as wide as the picture stands', async () => {
    const id = await imported('wall.png', picture);
    const contents = contentsOf(await exported(id));
    expect(contents['picture.png']).toBe(picture.toString('latin1'));
    expect(JSON.parse(contents['data.json'] ?? '')).toMatchObject({
      asset: { max_depth: 20, field_of_view: 80 },
      plates: [{ filename: 'picture.png', width: 16, height: 9, z: 1, scale_x: 1 }],
    });
    // It comes back in.
    await running.service.importPicture('drop', 'again.2p5d', Buffer.from(await exported(id)));
    expect(running.service.list()[0]?.variations[0]?.picture?.projection).toBe('layers');
  });

  it('is none where there is no picture, and says so', async () => {
    const file = await running.service.layersFile('bd-none', 0);
    expect(file.ok ? '' : file.fault[0]?.message).toBe(
      'Backdrop "bd-none" has no picture as variation 0.',
    );
    const id = await imported();
    expect((await running.service.layersFile(id, 3)).ok).toBe(false);
  });
});

it('A check that would take all memory ends with a refusal', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cyclorama-layers-'));
  const path = join(folder, 'deep.2p5d');
  // JSON of four million brackets: more than a parser's stack holds.
  const document = Buffer.from(`{"plates":${'['.repeat(2_000_000)}`);
  await writeFile(path, zipBytes([{ name: 'data.json', content: document, isStored: true }]));
  const checked = await checkLayersAside(path);
  expect(checked.ok).toBe(false);
  await rm(folder, { recursive: true, force: true });
});
