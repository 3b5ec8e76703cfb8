import { createHook } from 'node:async_hooks';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../../../server/app.ts';
import { createLog } from '../../../server/observe/log.ts';
import { answerParent } from '../transport/child.ts';
import { heapBytes } from './heap.ts';
import { type Pauses, PauseWatch } from './pause-watch.ts';
import { framePeriodMs, soakShow } from './soak-show.ts';

export type LiveServerQuestion =
  | { ask: 'start'; udpPort: number }
  | { ask: 'collect' | 'begin' | 'end' | 'stop' };

export interface LiveServerAnswer extends Pauses {
  heapGrowthBytes: number;
}

const folder = await mkdtemp(join(tmpdir(), 'cyclorama-soak-'));
const watch = new PauseWatch(framePeriodMs);
let stop = async () => {};
let heapAtBegin = 0;
let depth = 0;

/** Whatever the event loop calls is a handler; what it calls in turn is part of it. */
const hook = createHook({
  before: () => {
    if (depth++ === 0) watch.begin();
  },
  after: () => {
    // The handler that switched the hook on had no beginning.
    if (depth > 0 && --depth === 0) watch.end();
  },
});

async function start(udpPort: number): Promise<{ port: number }> {
  const show = join(folder, 'show');
  await mkdir(show);
  await writeFile(join(show, 'show.json'), JSON.stringify(soakShow(udpPort)));
  const place = { show, dataDir: join(folder, 'data'), host: '127.0.0.1', port: 0 };
  const logging = { logLevel: 'error', logJson: false } as const;
  const config = { ...place, ...logging, lan: false, allowHost: [] };
  const app = await startApp(config, createLog('error', false));
  stop = app.stop;
  return { port: app.port };
}

/** From here on the watch belongs to what is warm. */
function collect(): void {
  heapBytes();
  hook.enable();
}

/** The collection that is asked for here is none of the server's own. */
function begin(): void {
  heapAtBegin = heapBytes();
  setImmediate(() => {
    depth = 0;
    watch.take();
  });
}

function end(): LiveServerAnswer {
  hook.disable();
  const pauses = watch.take();
  return { ...pauses, heapGrowthBytes: heapBytes() - heapAtBegin };
}

answerParent<LiveServerQuestion>(async (question) => {
  if (question.ask === 'start') return start(question.udpPort);
  if (question.ask === 'end') return end();
  if (question.ask === 'begin') begin();
  if (question.ask === 'collect') collect();
  if (question.ask === 'stop') {
    await stop();
    await rm(folder, { recursive: true, force: true });
  }
  return {};
});
