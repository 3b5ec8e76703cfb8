import { findChromium } from '../setup/chromium.mjs';
import { serverFlags } from '../setup/server-flags.mjs';
import { BackdropJobs } from './backdrops/jobs.ts';
import { type Bench, type BenchResult, compare, step } from './bench.ts';
import type { LiveClientsAnswer, LiveClientsQuestion } from './soak/live-clients-main.ts';
import type { AppQuestion } from './transport/app-main.ts';
import { Child } from './transport/child.ts';
import { elapsed } from './transport/monotonic.ts';
import type { Ages, ClientsQuestion } from './transport/stage-clients-main.ts';

const camera = { cameras: 1, hz: 240 };
const outputs = 2;
const settleMs = 5000;
const windowMs = 20_000;
const goals = { age: 1.2, lostShare: 0.1 };

interface Round {
  ages: Ages;
  frames: LiveClientsAnswer;
}

/** What poses and wall frames notice of backdrops that are made beside them, flat out. */
export const bench: Bench = {
  id: 'T16',
  what: 'pose age and wall frames while backdrops are drawn and enlarged',
  async run({ rounds, seed, say }): Promise<BenchResult[]> {
    const server = new Child('./app-main.ts', [], serverFlags);
    const ages = new Child('./stage-clients-main.ts', []);
    const frames = new Child('../soak/live-clients-main.ts', []);
    const children = [server, ages, frames];
    const idle: Round[] = [];
    const busy: Round[] = [];
    try {
      const start: AppQuestion = { ask: 'start', ...camera, browser: findChromium() ?? undefined };
      const { port } = await server.ask<{ port: number }>(start);
      const open: ClientsQuestion = { ask: 'open', port, count: 1 };
      await ages.ask(open);
      const watch: LiveClientsQuestion = {
        ask: 'open',
        url: `http://127.0.0.1:${port}`,
        count: outputs,
      };
      await frames.ask(watch);
      const jobs = new BackdropJobs(port, seed);
      await jobs.prepare();
      for (let round = 0; round < rounds; round++) {
        idle.push(await observe(ages, frames));
        await jobs.start();
        busy.push(await observe(ages, frames));
        if (!(await jobs.stop())) throw new Error('The jobs were done before the window was.');
        say(
          `  p99 ${idle.at(-1)?.ages.p99Ms.toFixed(2)} ms idle, ${busy.at(-1)?.ages.p99Ms.toFixed(2)} ms busy`,
        );
      }
      await server.ask({ ask: 'stop' });
    } finally {
      for (const child of children) child.signal('SIGKILL');
    }
    return results(idle, busy);
  },
};

async function observe(ages: Child, frames: Child): Promise<Round> {
  await elapsed(settleMs);
  await ages.ask({ ask: 'take' });
  await frames.ask({ ask: 'take' });
  await elapsed(windowMs);
  return {
    ages: await ages.ask<Ages>({ ask: 'take' }),
    frames: await frames.ask<LiveClientsAnswer>({ ask: 'take' }),
  };
}

function results(idle: readonly Round[], busy: readonly Round[]): BenchResult[] {
  const age = (part: 'p50Ms' | 'p99Ms') => ({
    unit: 'ms',
    ours: busy.map(({ ages }) => ages[part]),
    peers: { idle: idle.map(({ ages }) => ages[part]) },
  });
  const lost = (rounds: readonly Round[]) =>
    rounds.map(({ frames }) => (100 * (frames.extrapolated + frames.held)) / frames.frames);
  const p99 = { id: 'T16a', what: 'pose age at a stage client while jobs run, p99' };
  const shares = { id: 'T16b', what: 'wall frames drawn without their packet', unit: '%' };
  return [
    compare({ ...p99, ...age('p99Ms') }, 'idle', 'atMost', goals.age),
    step({ id: 'T16c', what: 'the same, p50', unit: 'ms', ours: age('p50Ms').ours }),
    {
      ...step({ ...shares, what: `${shares.what}, busy`, ours: lost(busy) }),
      note: 'of two outputs',
    },
    step({ ...shares, what: `${shares.what}, idle`, ours: lost(idle) }),
  ];
}
