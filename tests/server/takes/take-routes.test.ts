import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TakeSummary } from '../../../core/takes/take-summary.ts';
import type { TakesService } from '../../../server/services.ts';
import { exportAside } from '../../../server/takes/export-aside.ts';
import { recoverTake } from '../../../server/takes/recover-take.ts';
import { logFile } from '../../../server/takes/take-files.ts';
import { moveLog } from '../../core/takes/export/moved-camera.ts';
import { type OpenServer, openServer } from '../http/open-server.ts';

let server: OpenServer;
let take: TakeSummary;

/** The takes of a folder with one log in it, exported in processes of their own as the server does. */
beforeAll(async () => {
  server = await openServer();
  const folder = join(server.folder, 'takes');
  mkdirSync(folder);
  writeFileSync(logFile(folder, '12-A-t03', 1), moveLog().bytes);
  const found = recoverTake(folder, '12-A-t03');
  if (!found) throw new Error('The log has no header.');
  take = { ...found.summary, good: true, note: 'the one' };
  const broken = { ...take, id: 'broken-A-t01' };
  copyFileSync(logFile(folder, '12-A-t03', 1), logFile(folder, 'broken-A-t01', 1));
  writeFileSync(logFile(folder, 'broken-A-t01', 1), 'no log at all');
  const list = [take, broken];
  const takes: TakesService = {
    ...server.services.takes,
    list: () => list,
    get: (id) => list.find((each) => each.id === id),
    export: (id, request) => exportAside(folder, id, request),
  };
  Object.assign(server.services.takes, takes);
});
afterAll(() => server.close());

const get = (path: string) => server.call(`/api/v1/${path}`);
const exportOf = (query: string) => get(`takes/12-A-t03/export?${query}`);

describe('the calls for takes', () => {
  it('list takes and give one', async () => {
    expect((await get('takes')).json).toHaveLength(2);
    expect((await get('takes/12-A-t03')).json).toEqual(take);
    expect(take).toMatchObject({ samples: 201, frames: 121, startTimecode: '10:00:00:01' });
    const unknown = await get('takes/12-A-t99');
    expect([unknown.status, unknown.json.error.code]).toEqual([404, 'unknown-take']);
  });

  it('say what the recorder does', async () => {
    expect((await get('recorder')).json).toMatchObject({ take: null, alarm: null });
  });

  it('give a take as a file, under a name that says what the format leaves out', async () => {
    const { status, headers, text } = await exportOf('format=chan&camera=A&start=1001');
    expect(status).toBe(200);
    expect(headers['content-disposition']).toContain('12-A-t03_A_ZXY_24.89x14.chan');
    const lines = text.trim().split('\n');
    expect(lines).toHaveLength(48);
    expect(lines[0]).toMatch(/^1001\t/);
  });

  it('refuse what the take has not, and what is no format', async () => {
    const refused = await Promise.all([
      exportOf('format=fbx'),
      exportOf('which=raw'),
      exportOf('format=csv&camera=Z'),
      exportOf('format=chan&which=both&camera=A'),
    ]);
    const codes = refused.map(({ status, json }) => [status, json.error.path, json.error.code]);
    expect(codes).toEqual([
      [400, '/format', 'invalid_value'],
      [400, '/format', 'invalid_value'],
      [400, '/camera', 'unknown-camera'],
      [400, '/which', 'one-series'],
    ]);
    const broken = await get('takes/broken-A-t01/export?format=csv');
    expect([broken.status, broken.json.error.code]).toEqual([400, 'unreadable']);
  });

  it('give the log of the day for the editor', async () => {
    for (const path of ['takes.ale', 'takes/12-A-t03/export?format=ale']) {
      const { status, headers, text } = await get(path);
      expect(status).toBe(200);
      expect(headers['content-disposition']).toContain('.ale');
      expect(text).toContain('12-A-t03\tV\t10:00:00:01\t10:00:02:01\t12\tA\t3\tYes\tthe one');
    }
  });

  it('stand in the OpenAPI document with what may be asked for', async () => {
    const { paths } = (await get('openapi.json')).json;
    const { parameters } = paths['/api/v1/takes/{id}/export'].get;
    const names = parameters.map((parameter: { name: string; in: string; required: boolean }) => [
      parameter.name,
      parameter.in,
      parameter.required,
    ]);
    expect(names).toEqual([
      ['id', 'path', true],
      ['format', 'query', true],
      ['which', 'query', false],
      ['camera', 'query', false],
      ['start', 'query', false],
      ['phase', 'query', false],
    ]);
  });
});
