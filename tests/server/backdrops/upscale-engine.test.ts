import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { backdropAsked } from '../../../core/backdrops/backdrop-request.ts';
import { upscaleEngine } from '../../../server/backdrops/engines/upscale.ts';
import { pngBytes } from '../../support/picture-bytes.ts';
import { until } from '../../support/until.ts';
import { modelsRig } from '../models/rig.ts';
import { ann, drawEverything, HandEngine, openBackdrops } from './open-service.ts';

const panorama = pngBytes(32, 16, (x, y) => [(x * 255) / 31, (y * 255) / 15, 90]);

/** A service with the models, and a picture that has come into it. */
async function stage() {
  const place = await openBackdrops();
  const { models, pids } = modelsRig();
  const { service, byHand } = await place.start(new HandEngine(), {
    engines: [upscaleEngine(models, 4), upscaleEngine(models, 2)],
    contentOf: (bytes, signal) => models.contentOf(bytes, signal),
  });
  const stopDrawing = drawEverything(service);
  onTestFinished(async () => {
    stopDrawing();
    await service.stop();
    await place.close();
  });
  await service.importPicture('drop', 'a small sky', panorama);
  const [imported] = service.list();
  if (!imported) throw new Error('nothing came in');
  const ask = (more: object) => {
    const asked = backdropAsked.parse({ prompt: 'larger', engine: 'upscale', ...more });
    const taken = service.submit(asked, ann);
    if (!taken.ok) throw new Error(taken.fault[0]?.message);
    return taken.value.id;
  };
  const ended = (id: string) =>
    until(`"${id}" has ended`, async () => {
      const report = service.get(id);
      return report && !['queued', 'running'].includes(report.status) && report;
    });
  return { service, byHand, imported, ask, ended, pids, folder: place.folder };
}

it('enlarges a picture of the library, and says by which model and from what', async () => {
  const { imported, ask, ended } = await stage();
  const like = { id: imported.id, variation: 0 };
  const made = await ended(ask({ like, count: 9 }));
  expect(made).toMatchObject({ status: 'pending', count: 1, progress: 1 });
  expect(made.variations).toHaveLength(1);
  expect(made.variations[0]?.picture).toMatchObject({
    width: 128,
    height: 64,
    projection: 'panorama',
    extension: 'png',
  });
  expect(made.variations[0]?.model).toEqual({
    id: 'esrgan-slim-x4',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    licence: 'MIT',
  });
  expect(made.origin).toMatchObject({
    engine: 'upscale',
    sourceType: 'algorithmicallyEnhanced',
    licence: 'MIT',
    engineVersion: '×4',
    like,
  });
});

it('records what the content gate sees in pictures that came in and that were made', async () => {
  const { imported, ask, ended, pids } = await stage();
  const made = await ended(ask({ engine: 'upscale-x2', like: { id: imported.id, variation: 0 } }));
  for (const { content } of [...imported.variations, ...made.variations]) {
    const sum = Object.values(content ?? {}).reduce((total, share) => total + share, 0);
    expect(sum).toBeCloseTo(1, 3);
  }
  expect(pids).toHaveLength(3);
});

it('fails in words when there is no picture to enlarge', async () => {
  const { service, byHand, ask, ended } = await stage();
  expect((await ended(ask({}))).fault).toContain('choose a variation that has one');
  const spec = ask({ engine: 'by-hand', count: 1 });
  for (const step of ['one', 'end'] as const) {
    await until('the engine waits', async () => {
      try {
        byHand.step(step);
        return true;
      } catch {
        return false;
      }
    });
  }
  await ended(spec);
  const like = { id: spec, variation: 0 };
  expect((await ended(ask({ like }))).fault).toContain('is no picture');
  expect(service.get(spec)?.variations[0]?.content).toBeUndefined();
});

it('fails in words when the file of the picture was changed', async () => {
  const { imported, ask, ended, folder } = await stage();
  const asset = imported.variations[0]?.asset ?? '';
  const name = readdirSync(join(folder, 'files')).find((each) => each.startsWith(asset)) ?? '';
  writeFileSync(join(folder, 'files', name), 'another picture');
  const failed = await ended(ask({ like: { id: imported.id, variation: 0 } }));
  expect(failed.fault).toContain('is gone, or its file was changed');
});
