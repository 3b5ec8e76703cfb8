import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { twoWallsDocument } from '../../core/show/two-walls.ts';
import {
  exited,
  type RunningServer,
  repository,
  startServer,
} from '../../support/running-server.ts';

let server: RunningServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

interface State {
  epoch: number;
  revision: number;
  k: number;
  preview: { environment: string };
  showTimeMs: number;
  program: { environment: string; params: object; contentTimeMs: number };
}
const state = async (running: RunningServer) => (await running.get('/api/v1/state')) as State;

function runBriefly(args: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'server/main.ts', ...args], {
    cwd: repository,
    encoding: 'utf8',
    timeout: 20_000,
  });
}

describe('the server', () => {
  it('goes on where it was after kill -9: decks, edits, revision and frame number', async () => {
    server = await startServer({ show: twoWallsDocument() });
    const edit = { type: 'environment.params', id: 'city', params: { rain: 0.5 } };
    expect(await server.command(edit)).toMatchObject({ status: 200, body: { ok: true } });
    expect(await server.command({ type: 'environment.take' })).toMatchObject({ status: 200 });
    await server.command({ type: 'environment.preview', id: 'grid' });
    const before = await state(server);
    await exited(server.process, 'SIGKILL');
    await server.restart();
    const after = await state(server);
    expect(after.revision).toBeGreaterThanOrEqual(before.revision);
    expect(after.epoch).toBe(before.epoch + 1);
    expect(after.k).toBeGreaterThan(before.k);
    expect(after.preview.environment).toBe('grid');
    expect(after.program).toMatchObject({ environment: 'city', params: { rain: 0.5 } });
    const passedMs = after.showTimeMs - before.showTimeMs;
    expect(after.program.contentTimeMs - before.program.contentTimeMs).toBeCloseTo(passedMs, 0);
  });

  it('refuses a show with a missing model by its pointer and keeps the one it has', async () => {
    server = await startServer({ show: twoWallsDocument() });
    const document = twoWallsDocument();
    document.environments.push({ id: 'street', kind: 'gltf', source: 'assets/street.glb' });
    const response = await fetch(new URL('/api/v1/show', server.url), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(document),
    });
    expect(response.status).toBe(422);
    expect(JSON.stringify(await response.json())).toContain('/environments/3/source');
    expect(JSON.stringify(await server.get('/api/v1/show'))).not.toContain('street');
  });

  it('stops within three seconds, and starts again with the show that it ran though show.json was broken meanwhile', async () => {
    server = await startServer({ show: twoWallsDocument() });
    const startMs = performance.now();
    await exited(server.process, 'SIGTERM');
    expect(performance.now() - startMs).toBeLessThan(3000);
    expect(server.process.exitCode).toBe(0);
    const broken = { ...twoWallsDocument(), cameras: [{ id: 'A' }] };
    writeFileSync(join(server.showDir, 'show.json'), JSON.stringify(broken));
    await server.restart();
    expect(server.log.join('\n')).toMatch(/NOT VALID[\s\S]*\/cameras\/0\/source/);
    expect(await server.get('/api/v1/show')).toMatchObject({ name: 'Two walls' });
  });

  it('names the option when its port is in use, in one line, and ends', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { status, stderr } = runBriefly(['--port', `${port}`]);
    other.close();
    expect(status).toBe(1);
    expect(
      stderr
        .trim()
        .split('\n')
        .filter((line) => !line.includes('Warning')),
    ).toEqual([
      `Port ${port} on 127.0.0.1 is in use. Stop the program that has it, or choose another with --port.`,
    ]);
  });
});
