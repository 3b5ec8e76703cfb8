import { serverFlags } from '../../setup/server-flags.mjs';
import { type BenchResult, compare, median, step } from '../bench.ts';
import type { AppQuestion } from './app-main.ts';
import { Child } from './child.ts';
import { elapsed } from './monotonic.ts';
import type { Usage } from './server-main.ts';
import type { Ages, ClientsQuestion } from './stage-clients-main.ts';

/** A server that has just started compiles, and looks through its show's files. */
const startMs = 4000;
/** For the clients' clocks, which ask often at first, and for compiled code. */
const warmUpMs = 1500;
const windowMs = 2500;

/** One step of a growth curve, in one round. */
export interface Load {
  serverCpu: number;
  ageP50Ms: number;
  ageP99Ms: number;
}

/** The real server with its cameras, in a process of its own. */
export class AppUnderLoad {
  readonly #server = new Child('./app-main.ts', [], serverFlags);
  #port = 0;

  static async start(cameras: number, hz: number): Promise<AppUnderLoad> {
    const app = new AppUnderLoad();
    const question: AppQuestion = { ask: 'start', cameras, hz };
    app.#port = (await app.#server.ask<{ port: number }>(question)).port;
    await elapsed(startMs);
    return app;
  }

  /** What so many clients cost, and how old the poses are that they get. */
  async measure(clients: number): Promise<Load> {
    const readers = new Child('./stage-clients-main.ts', []);
    const open: ClientsQuestion = { ask: 'open', port: this.#port, count: clients };
    await readers.ask(open);
    await elapsed(warmUpMs);
    await readers.ask({ ask: 'take' });
    const before = await this.#usage();
    await elapsed(windowMs);
    const after = await this.#usage();
    const ages = await readers.ask<Ages>({ ask: 'take' });
    readers.signal('SIGKILL');
    return {
      serverCpu: (100 * (after.cpuMs - before.cpuMs)) / (after.atMs - before.atMs),
      ageP50Ms: ages.p50Ms,
      ageP99Ms: ages.p99Ms,
    };
  }

  async stop(): Promise<void> {
    await this.#server.ask({ ask: 'stop' });
    this.#server.signal('SIGKILL');
  }

  #usage(): Promise<Usage> {
    return this.#server.ask<Usage>({ ask: 'usage' });
  }
}

/** Steps of a curve with the rounds of each. */
export type Curve = Map<number, Load[]>;

export const curveOf = (sizes: readonly number[]): Curve => new Map(sizes.map((n) => [n, []]));

/** Three results for each step: server CPU, and the median and 99th percentile of the pose age. */
export function curveSteps(curve: Curve, id: string, what: string): BenchResult[] {
  return [...curve].flatMap(([size, rounds]) => {
    const one = (part: string, unit: string, pick: (load: Load) => number) =>
      step({
        id: `${id}-${size}`,
        what: `${part} at ${size} ${what}`,
        unit,
        ours: rounds.map(pick),
      });
    return [
      one('server CPU', '% of a core', (load) => load.serverCpu),
      one('pose age, p50', 'ms', (load) => load.ageP50Ms),
      one('pose age, p99', 'ms', (load) => load.ageP99Ms),
    ];
  });
}

/** Server CPU of the last step, to that of the line (least squares) through all smaller ones. */
export function linearity(curve: Curve, id: string, what: string, goal: number): BenchResult {
  const points = [...curve].map(([x, rounds]) => ({ x, rounds: rounds.map((r) => r.serverCpu) }));
  const last = points.at(-1) ?? { x: Number.NaN, rounds: [] };
  const line = lineThrough(points.slice(0, -1).map(({ x, rounds }) => [x, median(rounds)]));
  const expected = line.at0 + line.slope * last.x;
  const measured = { id, what, unit: '% of a core', ours: last.rounds };
  const result = compare({ ...measured, peers: { line: [expected] } }, 'line', 'atMost', goal);
  return {
    ...result,
    note: `${line.slope.toFixed(3)} % of a core for each, over ${line.at0.toFixed(2)} %`,
  };
}

export function lineThrough(points: readonly (readonly [x: number, y: number])[]) {
  const mean = (pick: 0 | 1) => points.reduce((sum, p) => sum + p[pick], 0) / points.length;
  const [x0, y0] = [mean(0), mean(1)];
  const xy = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  const xx = points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
  const slope = xy / xx;
  return { slope, at0: y0 - slope * x0 };
}
