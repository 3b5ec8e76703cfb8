import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../../../server/app.ts';
import { createLog } from '../../../server/observe/log.ts';
import { cameraShow } from './camera-show.ts';
import { answerParent } from './child.ts';
import { monotonicMs } from './monotonic.ts';
import type { Usage } from './server-main.ts';

export type AppQuestion =
  /** `browser`: what draws backdrops, where any are to be made. */
  | { ask: 'start'; cameras: number; hz: number; browser?: string | undefined }
  | { ask: 'usage' | 'stop' };

const folder = await mkdtemp(join(tmpdir(), 'cyclorama-bench-'));
let stop = async () => {};

/** The real server, with a show of its own. */
async function start(
  cameras: number,
  hz: number,
  browser: string | undefined,
): Promise<{ port: number }> {
  const show = join(folder, 'show');
  await mkdir(show);
  await writeFile(join(show, 'show.json'), JSON.stringify(cameraShow(cameras, hz)));
  const dataDir = join(folder, 'data');
  const logging = { logLevel: 'error', logJson: false } as const;
  const config = { show, dataDir, host: '127.0.0.1', port: 0, lan: false, allowHost: [] };
  const app = await startApp(
    { ...config, ...logging, ...(browser && { browser }) },
    createLog('error', false),
  );
  stop = () => app.stop();
  return { port: app.port };
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { atMs: monotonicMs(), cpuMs: (user + system) / 1000, sent: 0 };
}

answerParent<AppQuestion>(async (question) => {
  if (question.ask === 'start') return start(question.cameras, question.hz, question.browser);
  if (question.ask === 'usage') return usage();
  await stop();
  await rm(folder, { recursive: true, force: true });
  return {};
});
