import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Bench, BenchContext, BenchResult } from './bench/bench.ts';
import { benches } from './bench/index.ts';
import { loadCheck, machineFacts } from './bench/machine.ts';
import { resultLine } from './bench/print.ts';
import { redrawReport, writeReport } from './bench/report-files.ts';
import { type BenchRun, jsonOfRun } from './bench/report-run.ts';

export const usage = `Measures Cyclorama beside its peers.

  npm run bench -- [options] [ID …]     the named targets, or all of them

  --rounds N    how often the contenders take turns (default 5)
  --seed N      of every random number (default: another one each time)
  --json        prints the run as JSON instead of lines; npm run --silent leaves out npm's own lines
  --doc         writes the run into docs/performance.md, with its plots
  --redraw      runs nothing; writes docs/performance.md again from the run kept there`;

const settings = z.object({
  ids: z.array(z.string()),
  rounds: z.coerce.number().pipe(z.int().min(1).max(1000)).default(5),
  seed: z.coerce.number().pipe(z.int().min(0).max(0xffffffff)).optional(),
  json: z.boolean().default(false),
  doc: z.boolean().default(false),
  redraw: z.boolean().default(false),
});
export type BenchSettings = z.infer<typeof settings>;

/** The settings that the command line asks for. Throws an error that says what is wrong. */
export function parseBenchArguments(args: string[], known: readonly Bench[]): BenchSettings {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { rounds: text, seed: text, json: flag, doc: flag, redraw: flag },
  });
  const parsed = settings.safeParse({ ...values, ids: positionals });
  if (!parsed.success) {
    throw new Error(
      parsed.error.issues.map((i) => `--${i.path.join('.')}: ${i.message}`).join('\n'),
    );
  }
  const unknown = positionals.filter((id) => !known.some((bench) => bench.id === id));
  if (unknown.length > 0) {
    throw new Error(
      `No bench ${unknown.join(', ')}: there are ${known.map(({ id }) => id).join(', ')}.`,
    );
  }
  return parsed.data;
}

/** Runs the benches one after the other. One that breaks off ends none of the others. */
export async function runBenches(
  chosen: readonly Bench[],
  context: BenchContext,
  onResult: (result: BenchResult) => void,
): Promise<Pick<BenchRun, 'results' | 'failures'>> {
  const results: BenchResult[] = [];
  const failures: BenchRun['failures'] = [];
  for (const bench of chosen) {
    context.say(`${bench.id}: ${bench.what}`);
    try {
      for (const result of await bench.run(context)) {
        results.push(result);
        onResult(result);
      }
    } catch (error) {
      failures.push({
        id: bench.id,
        error: error instanceof Error ? error.message : String(error),
      });
      context.say(`${bench.id} broke off: ${error instanceof Error ? error.stack : error}`);
    }
  }
  return { results, failures };
}

async function measure(from: BenchSettings): Promise<BenchRun> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const load = await loadCheck();
  say(`1 ms timer late by ${load.timerLateMsP95.toFixed(2)} ms at p95`);
  if (load.isTooBusy) say('The machine is busy: figures of this run mean little.');
  const { rounds, seed = Date.now() % 1_000_000 } = from;
  say(`seed ${seed}, ${rounds} rounds`);
  const machine = { date: new Date().toISOString(), ...machineFacts(), ...load, seed, rounds };
  const chosen = benches.filter(({ id }) => from.ids.length === 0 || from.ids.includes(id));
  const tell = (result: BenchResult) => {
    if (!from.json) process.stdout.write(`${resultLine(result)}\n`);
  };
  return { machine, ...(await runBenches(chosen, { rounds, seed, say }, tell)) };
}

async function main(): Promise<void> {
  const docs = fileURLToPath(new URL('../docs', import.meta.url));
  let from: BenchSettings;
  try {
    from = parseBenchArguments(process.argv.slice(2), benches);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 1;
    return;
  }
  if (from.redraw) return redrawReport(docs);
  const run = await measure(from);
  if (from.json) process.stdout.write(jsonOfRun(run));
  if (from.doc) writeReport(docs, run);
  const isMissed = run.results.some(({ holds }) => holds === false);
  process.exitCode = isMissed || run.failures.length > 0 ? 1 : 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
