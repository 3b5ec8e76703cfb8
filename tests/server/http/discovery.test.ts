import { afterAll, beforeAll, expect, test } from 'vitest';
import { deviceKindReport, discoveryReport } from '../../../core/wire/discovery.ts';
import { deviceFactories } from '../../../devices/registry.ts';
import { Discovery } from '../../../server/discovery/discovery.ts';
import { type OpenServer, openServer, surroundings } from './open-server.ts';

let server: OpenServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

test('discovery is answered as its schema has it', async () => {
  const { status, json } = await server.call('/api/v1/discovery');
  expect(status).toBe(200);
  expect(discoveryReport.strict().safeParse(json).error).toBeUndefined();
  expect(json.interfaces).toEqual([{ name: 'eth0', address: '10.0.0.5' }]);
});

test('the kinds are listed with the schema of their options as JSON', async () => {
  const discovery = new Discovery({
    factories: deviceFactories.values(),
    host: '127.0.0.1',
    interfaces: surroundings.interfaces,
    ports: {
      hid: async () => ({ ok: true, value: [] }),
      midi: async () => ({ ok: true, value: { inputs: [], outputs: [] } }),
      audio: async () => ({ ok: true, value: [] }),
      rest: async () => {},
    },
    show: () => server.services.show.state.show,
    heard: () => new Map(),
    nowMs: () => 0,
  });
  server.services.discovery.kinds = () => discovery.kinds();
  const { status, json } = await server.call('/api/v1/device-kinds');
  expect(status).toBe(200);
  expect(deviceKindReport.array().safeParse(json).error).toBeUndefined();
  const tsl = json.find((each: { kind: string }) => each.kind === 'tsl');
  expect(tsl.options.properties.screen).toEqual({
    type: 'integer',
    minimum: 0,
    maximum: 65534,
    description: expect.stringContaining('SCREEN'),
  });
  expect((await server.call('/api/v1/device-kinds', { method: 'POST' })).status).not.toBe(200);
});
