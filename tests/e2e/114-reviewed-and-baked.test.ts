import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distanceOfCode } from '../../core/backdrops/bake/depth-codes.ts';
import { directionInPanorama } from '../../core/backdrops/bake/panorama-direction.ts';
import { lightProbe } from '../../core/backdrops/bake/parts.ts';
import { type BackdropReport, backdropReport } from '../../core/wire/backdrop-report.ts';
import { chromiumPath } from '../support/browser.ts';
import { colourAssets, colourShow } from '../support/colour-show.ts';
import { type RunningServer, startServer } from '../support/running-server.ts';
import { until } from '../support/until.ts';

const patienceMs = 180_000;
const eyeM = 1.6;
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({
    show: colourShow({ outputs: [] }),
    assets: colourAssets(),
    args: ['--browser', chromiumPath()],
  });
});
afterAll(() => server?.stop());

async function ask(body: object): Promise<string> {
  const response = await fetch(new URL('/api/v1/backdrops', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return backdropReport.parse(await response.json()).id;
}

const measured = (id: string): Promise<BackdropReport> =>
  until(
    'it is made and measured',
    async () => {
      const report = backdropReport.parse(await server.get(`/api/v1/backdrops/${id}`));
      if (report.fault) throw new Error(report.fault);
      return report.variations[0]?.figures && report;
    },
    patienceMs,
  );

async function asset(sha256: string): Promise<Buffer> {
  const response = await fetch(new URL(`/api/v1/assets/${sha256}`, server.url));
  return Buffer.from(await response.arrayBuffer());
}

describe('a snowfield at noon', () => {
  let place: string;

  it('is measured by the page that draws, and its review says what the figures mean', async () => {
    place = await ask({ prompt: 'a flat snowfield at noon, no clouds', count: 1, seed: 3 });
    const { variations } = await measured(place);
    const { figures, checks = [] } = variations[0] ?? {};
    expect(figures?.meanLuminance).toBeGreaterThan(0.2);
    expect(figures?.flicker).toMatchObject({ flashesPerSecond: 0 });
    expect(figures?.seam).toBeNull();
    const shares = figures?.palette.reduce((sum, { share }) => sum + share, 0);
    expect(shares).toBeCloseTo(1, 6);
    expect(checks.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['banding', 'clipping', 'mean', 'flicker', 'licence']),
    );
  });

  it('bakes to a panorama without a seam, with true distances and its light', async () => {
    const baked = await ask({
      prompt: 'all round',
      seed: 9,
      engine: 'bake',
      like: { id: place, variation: 0 },
    });
    const { variations } = await measured(baked);
    const [{ picture, bake, figures, checks } = {}] = variations;
    expect(picture).toMatchObject({ projection: 'panorama', width: 1024, height: 512 });
    expect(figures?.seam).toBeLessThan(1.5);
    expect(checks?.map(({ id }) => id)).toContain('seam');
    const { nearM, farM, harmonics } = lightProbe.parse(
      JSON.parse((await asset(bake?.probe ?? '')).toString()),
    );
    expect(harmonics[0]).toBeGreaterThan(0);
    const depth = sharp(await asset(bake?.depth ?? '')).toColourspace('grey16');
    const { data, info } = await depth
      .raw({ depth: 'ushort' })
      .toBuffer({ resolveWithObject: true });
    const codes = new Uint16Array(data.buffer, data.byteOffset, info.width * info.height);
    for (const y of [400, 440, 500]) {
      for (const x of [5, 127, 129, 512, 800]) {
        const [, up] = directionInPanorama(x, y, info.width, info.height);
        const z = distanceOfCode(codes[y * info.width + x] ?? 0, nearM, farM);
        expect(z / (eyeM / -up), `at ${x}, ${y}`).toBeCloseTo(1, 1);
      }
    }
    // The sky is endlessly far.
    expect(codes[10 * info.width + 300]).toBe(0);
  });

  it('goes out as a file of one plate with its depth', async () => {
    const baked = await ask({
      prompt: 'all round',
      seed: 9,
      engine: 'bake',
      like: { id: place, variation: 0 },
    });
    await measured(baked);
    const address = `/api/v1/backdrops/${baked}/2p5d?variation=0`;
    const response = await fetch(new URL(address, server.url));
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.toString('latin1', 0, 2)).toBe('PK');
    expect(bytes.includes('depth.png')).toBe(true);
  });
});
