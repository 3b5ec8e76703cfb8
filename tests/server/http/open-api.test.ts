import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { commandTypes } from '../../../core/commands/table.ts';
import {
  cameraAnswer,
  deviceAnswer,
  errorAnswer,
  outputAnswer,
  stateAnswer,
} from '../../../server/http/answer-schemas.ts';
import { routerOf } from '../../../server/http/route.ts';
import { allRoutes } from '../../../server/http/routes.ts';
import { createPolicy } from '../../../server/security/access.ts';
import { memoryServices } from './memory-services.ts';
import { jsonCall, openServer, surroundings } from './open-server.ts';

const noAssets = {
  store: () => Promise.reject(new Error('not asked')),
  find: () => undefined,
  list: () => [],
};
const config = { host: '127.0.0.1', lan: false, allowHosts: [] };
const routes = allRoutes({
  services: memoryServices(noAssets),
  access: createPolicy(config, surroundings, { key: undefined, fingerprint: undefined }),
  metrics: new Registry(),
  version: '1.2.3',
  isReady: () => true,
});

/** What the router itself says that it serves: path and methods of every layer. */
function servedCalls(): string[] {
  return routerOf(routes).stack.flatMap(({ route }) => {
    const methods = Object.keys(Object(route).methods ?? {}).filter((name) => name !== '_all');
    const path = (route?.path ?? '').replace(/:(\w+)/g, '{$1}');
    return methods.map((method) => `${method} ${path}`);
  });
}

describe('the OpenAPI document', () => {
  test('lists every call that the router serves, and none that it does not', async () => {
    const server = await openServer();
    const { json } = await server.call('/api/v1/openapi.json');
    await server.close();
    const described = Object.entries<object>(json.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(servedCalls().sort());
    expect(described.length).toBeGreaterThan(20);
    expect(json).toMatchObject({ openapi: '3.1.0', info: { title: 'Cyclorama' } });
  });

  test('describes every command with its type', async () => {
    const server = await openServer();
    const { json } = await server.call('/api/v1/openapi.json');
    await server.close();
    const body = json.paths['/api/v1/commands'].post.requestBody.content['application/json'].schema;
    const types = body.oneOf.map(
      (each: { properties: { type: { const: string } } }) => each.properties.type.const,
    );
    expect(types).toEqual(commandTypes);
    const time = body.oneOf.find((each: { title: string }) => each.title === 'environment.time');
    expect(time.required).toEqual(['type', 'action']);
  });

  test('has a schema or a content type for every successful answer that has a body', () => {
    const bare = routes.flatMap((route) =>
      Object.entries(route.answers)
        .filter(([status, answer]) => status === '200' && !answer.schema && !answer.contentType)
        .map(() => `${route.method} ${route.path}`),
    );
    expect(bare).toEqual([]);
  });
});

test('what is answered is what is described', async () => {
  const server = await openServer();
  const json = async (path: string) => (await server.call(path)).json;
  expect(cameraAnswer.safeParse(await json('/api/v1/cameras/A')).error).toBeUndefined();
  expect(outputAnswer.safeParse(await json('/api/v1/outputs/main-1')).error).toBeUndefined();
  expect(deviceAnswer.array().safeParse(await json('/api/v1/devices')).error).toBeUndefined();
  expect(stateAnswer.safeParse(await json('/api/v1/state')).error).toBeUndefined();
  const refused = await server.call('/api/v1/show', jsonCall('PUT', { format: 2 }));
  expect(errorAnswer.strict().safeParse(refused.json).error).toBeUndefined();
  await server.close();
});
