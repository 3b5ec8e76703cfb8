import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { Server } from 'socket.io';
import { until } from '../../../../tests/support/until.ts';
import type { CutContender } from './contender.ts';
import { environmentFiles, environmentNames } from './environments.ts';

const built = fileURLToPath(new URL('../../../../.cache/bench/cuts', import.meta.url));

/** The peer's server: it tells every page to load, at once. */
export async function openLoadNow(pages: number): Promise<CutContender> {
  const app = express();
  const files = environmentFiles();
  app.get('/environments/:name', ({ params }, response) => {
    response.type('model/gltf-binary').send(files[params.name]);
  });
  app.use(express.static(built));
  const http = createServer(app);
  const io = new Server(http);
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const { port } = http.address() as AddressInfo;
  const load = (environment: string) => io.emit('load', `/environments/${environment}.glb`);
  return {
    name: 'load now',
    urls: Array.from({ length: pages }, () => `http://127.0.0.1:${port}/load-now.html`),
    async ready() {
      await until('the pages have connected', async () => io.of('/').sockets.size === pages);
      load(environmentNames[0]);
    },
    prepare: async () => {},
    cut: async (environment) => {
      load(environment);
    },
    close: () => io.close(),
  };
}
