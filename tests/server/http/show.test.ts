import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { showSchema } from '../../../core/show/show-schema.ts';
import { readIfMatch } from '../../../server/http/entity-tag.ts';
import { showDocument } from './memory-services.ts';
import { jsonCall, type OpenServer, openServer } from './open-server.ts';

let server: OpenServer;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

describe('the show document', () => {
  test('comes whole, unknown keys too, with its revision as ETag', async () => {
    const { json, headers } = await server.call('/api/v1/show');
    expect(json).toEqual(showSchema.parse(showDocument));
    expect(json.crew).toEqual({ note: 'kept' });
    expect(headers.etag).toBe('"7"');
  });

  test('is not sent again to who has it', async () => {
    const reply = await server.call('/api/v1/show', { headers: { 'if-none-match': '"7"' } });
    expect([reply.status, reply.text]).toEqual([304, '']);
  });

  test('is replaced, with or without the revision it was read at', async () => {
    const first = await server.call('/api/v1/show', jsonCall('PUT', showDocument));
    expect([first.status, first.json, first.headers.etag]).toEqual([
      200,
      { ok: true, revision: 8 },
      '"8"',
    ]);
    const renamed = { ...showDocument, name: 'Renamed' };
    const second = await server.call(
      '/api/v1/show',
      jsonCall('PUT', renamed, { 'if-match': '"8"' }),
    );
    expect(second.status).toBe(200);
    expect((await server.call('/api/v1/show')).json.name).toBe('Renamed');
  });

  test('is left alone when somebody else changed it since', async () => {
    for (const tag of ['"6"', 'W/"7"', '7', '"nonsense"']) {
      const put = jsonCall('PUT', showDocument, { 'if-match': tag });
      const { status, json, headers } = await server.call('/api/v1/show', put);
      expect([status, json.error.code, headers.etag]).toEqual([412, 'changed', '"7"']);
    }
    expect(server.services.show.revision).toBe(7);
  });

  test('that is not valid is refused with a pointer for each problem, and nothing changes', async () => {
    const [wall] = showDocument.stage.walls;
    const bad = {
      ...showDocument,
      stage: { ...showDocument.stage, walls: [{ ...wall, pixels: [-1, 768] }] },
    };
    const { status, json } = await server.call('/api/v1/show', jsonCall('PUT', bad));
    expect(status).toBe(422);
    expect(json.error).toEqual(json.problems[0]);
    expect(json.problems[0].path).toBe('/stage/walls/0/pixels/0');
    expect(server.services.show.revision).toBe(7);
  });

  test('has a JSON Schema', async () => {
    const { json } = await server.call('/api/v1/schema/show.json');
    expect(Object.keys(json.properties)).toContain('environments');
  });
});

test('If-Match compares strongly, takes lists and the star', () => {
  expect(readIfMatch(undefined, 7)).toEqual({ kind: 'any' });
  expect(readIfMatch(' * ', 7)).toEqual({ kind: 'any' });
  expect(readIfMatch('"6", "7"', 7)).toEqual({ kind: 'revision', revision: 7 });
  expect(readIfMatch('W/"7"', 7)).toEqual({ kind: 'none' });
});

describe('a command', () => {
  const give = (body: unknown) => server.call('/api/v1/commands', jsonCall('POST', body));
  const outcome = async (body: unknown) => {
    const { status, json } = await give(body);
    return `${status} ${json.error.code} ${json.error.path ?? '-'}`;
  };

  test('that is done answers with the revision', async () => {
    const { status, json } = await give({ type: 'stage.blackout', on: true });
    expect([status, json]).toEqual([200, { ok: true, revision: 8 }]);
    expect((await server.call('/api/v1/state')).json.inhibits.blackout).toBe(true);
  });

  test('that cannot be read is 400 with the place', async () => {
    expect(await outcome({ type: 'stage.blackout' })).toBe('400 invalid_type /on');
    expect(await outcome({ type: 'stage.explode' })).toBe('400 unknown-command /type');
    expect(await outcome({ type: 'stage.blackout', on: true, extra: 1 })).toMatch(
      /^400 unrecognized_keys/,
    );
    expect(await outcome([])).toBe('400 unknown-command ');
  });

  test('that names what is not there is 404, one that comes too early 409', async () => {
    expect(await outcome({ type: 'environment.preview', id: 'moon' })).toBe(
      '404 unknown-environment /id',
    );
    expect(await outcome({ type: 'camera.set', id: 'Z' })).toBe('404 unknown-camera /id');
    expect(await outcome({ type: 'environment.take' })).toBe('409 not-ready -');
    const elsewhere = { type: 'environment.params', id: 'desert', params: {} };
    expect(await outcome(elsewhere)).toBe('409 not-on-deck /id');
  });

  test('that the model refuses is 422', async () => {
    const command = { type: 'camera.set', id: 'A', source: { device: 'none' } };
    const { status, json } = await give(command);
    expect([status, json.error.code, json.problems.length]).toEqual([422, 'unknown-device', 1]);
  });
});

test('the state says what is on the decks, where their time stands and what is inhibited', async () => {
  await server.call(
    '/api/v1/commands',
    jsonCall('POST', { type: 'environment.take', force: true }),
  );
  const { json } = await server.call('/api/v1/state');
  const placement = { position: [0, 0, 0], yawDeg: 0, scale: 1 };
  const time = { contentTimeMs: 2000, playing: true, rate: 1 };
  expect(json).toEqual({
    epoch: 3,
    revision: 8,
    k: 120,
    showTimeMs: 2000,
    preview: { environment: 'desert', params: {}, placement, ...time },
    program: { environment: 'city', params: {}, placement, ...time },
    transition: {
      kind: 'cut',
      frames: 0,
      k: 150,
      from: { environment: 'desert', params: {}, placement },
    },
    rolling: false,
    take: null,
    inhibits: {
      blackout: false,
      freeze: false,
      safeLook: false,
      identify: false,
      frameCode: false,
      pattern: null,
      holdTracking: [],
    },
  });
});
