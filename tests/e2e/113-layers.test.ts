import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BackdropReport } from '../../core/wire/backdrop-report.ts';
import { chromiumPath, launchBrowser } from '../support/browser.ts';
import { colourAssets, colourShow } from '../support/colour-show.ts';
import { openOutput, outputOf, pictureFrom, untilDrawing } from '../support/outputs.ts';
import { pngBytes } from '../support/picture-bytes.ts';
import { colourOf } from '../support/png.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { json, zipBytes } from '../support/two-and-half-d.ts';
import { until } from '../support/until.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer({
    show: colourShow({ outputs: ['main'] }),
    assets: colourAssets(),
    args: ['--browser', chromiumPath()],
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const plate = (filename: string, z: number) => ({ filename, width: 32, height: 16, z });
const file = zipBytes([
  { name: 'blue.png', content: pngBytes(32, 16, () => [0, 0, 255]) },
  { name: 'green.png', content: pngBytes(32, 16, () => [0, 255, 0]) },
  {
    name: 'data.json',
    content: json({
      asset: { max_depth: 100, min_depth: 5, field_of_view: 150 },
      plates: [plate('green.png', 0.9), plate('blue.png', 0.2)],
    }),
  },
]);

const upload = async (name: string, body: Buffer) => {
  const init = { method: 'PUT', body: new Uint8Array(body) };
  const response = await fetch(new URL(`/api/v1/assets/${name}`, server.url), init);
  return { status: response.status, text: await response.text() };
};

it('A .2p5d that is uploaded is reviewed, lies on the wall in layers, and is given out with its edits', async () => {
  expect((await upload('street.2p5d', file)).status).toBe(201);
  const report = await until(
    'it is to be reviewed',
    async () => {
      const list = (await server.get('/api/v1/backdrops')) as BackdropReport[];
      return list.find(({ prompt, status }) => prompt === 'street.2p5d' && status === 'pending');
    },
    120_000,
  );
  const { id } = report;
  expect(report.variations[0]?.picture).toMatchObject({ projection: 'layers' });
  expect(report.origin.askedBy).toBe('upload');
  await server.command({ type: 'backdrop.approve', id });
  expect(await server.command({ type: 'backdrop.push', id })).toMatchObject({ status: 200 });
  await openOutput(browser, server, 'main');
  await untilDrawing(server, ['main']);
  await until('the wall has it ready', async () =>
    (await outputOf(server, 'main')).prepared.some((key) => key.startsWith('layers:')),
  );
  const { body } = await until('a take that is no repeat', async () => {
    const answer = await server.command({ type: 'environment.take', timeoutMs: 20_000 });
    return !answer.body.ignored && answer;
  });
  expect(colourOf((await pictureFrom(server, 'main', Number(body.k))).picture)).toBe('blue');

  const params = { 'layer.1.hidden': true };
  const edit = { type: 'environment.params', id: `${id}-0`, deck: 'program', params };
  expect(await server.command(edit)).toMatchObject({ status: 200 });
  await until('the layer behind it is seen', async () => {
    const { picture } = await pictureFrom(server, 'main', 0);
    return colourOf(picture) === 'green';
  });
  const address = new URL(`/api/v1/backdrops/${id}/2p5d?variation=0`, server.url);
  const response = await fetch(address);
  expect(response.headers.get('content-disposition')).toContain('street.2p5d');
  const text = Buffer.from(await response.arrayBuffer()).toString('latin1');
  expect(text).toContain('"hidden": true');
  expect((await fetch(new URL(`${address.pathname}?variation=x`, server.url))).status).toBe(422);
  // What was pushed is no second backdrop.
  expect((await server.get('/api/v1/backdrops')) as BackdropReport[]).toHaveLength(1);
});

it('A hostile one is refused at the door, in words', async () => {
  const evil = zipBytes([{ name: '../../evil.png', content: Buffer.from('x') }]);
  const { status, text } = await upload('evil.2p5d', evil);
  expect(status).toBe(422);
  expect(text).toContain('leads out of it');
});
