import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CameraStatusReport } from '../../core/wire/status.ts';
import { repository } from '../support/running-server.ts';
import { until } from '../support/until.ts';

let root: string;
let clone: string;
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'cyclorama-clone-'));
  clone = path.join(root, 'cyclorama');
  execFileSync('git', ['clone', '--quiet', repository, clone], { stdio: 'pipe' });
});
afterAll(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));

interface Started {
  url: string;
  readyMs: number;
  stop: () => Promise<void>;
}

/** `npm start` as a newcomer types it, but for the port and the data folder; nobody answers a question. */
async function npmStart(): Promise<Started> {
  const begun = performance.now();
  const options = ['--port', '0', '--data-dir', path.join(root, 'data')];
  const child = spawn('npm', ['start', '--', ...options], {
    cwd: clone,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that stopping it reaches the server below npm.
    detached: true,
  });
  const url = await readyUrl(child);
  const readyMs = performance.now() - begun;
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    await gone;
  };
  return { url, readyMs, stop };
}

function readyUrl(child: ChildProcess): Promise<string> {
  const log: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        log.push(line);
        const url = /^ready .*?(https?:\/\/\S+)/.exec(line)?.[1];
        if (url) resolve(url);
      });
    }
    child.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${log.join('\n')}`)));
  });
}

const get = async (url: string, at: string): Promise<unknown> =>
  (await fetch(new URL(at, url))).json();

/** The demo runs: it answers, serves its pages, and its simulated camera moves. */
async function expectDemo(url: string): Promise<void> {
  expect(await get(url, '/api/v1/health')).toMatchObject({ status: 'ok' });
  expect((await fetch(new URL('/operator', url))).status).toBe(200);
  const where = async () =>
    ((await get(url, '/api/v1/cameras/A')) as CameraStatusReport).pose?.position.join();
  const first = await until('the camera is tracked', where);
  await until('the camera moves', async () => (await where()) !== first);
}

describe('a fresh clone', () => {
  it('gets from npm start to the running demo without a question', async () => {
    const { url, readyMs, stop } = await npmStart();
    console.log(`first start: ready after ${(readyMs / 1000).toFixed(1)} s`);
    try {
      await expectDemo(url);
    } finally {
      await stop();
    }
  });

  it('is ready soon at the second start', async () => {
    const { url, readyMs, stop } = await npmStart();
    console.log(`second start: ready after ${(readyMs / 1000).toFixed(1)} s (goal 10 s)`);
    try {
      await expectDemo(url);
      expect(readyMs).toBeLessThan(30_000);
    } finally {
      await stop();
    }
  });
});
