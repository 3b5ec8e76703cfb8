import { parseArgs } from 'node:util';
import type { BenchResult } from './bench/bench.ts';
import { benches } from './bench/index.ts';
import { loadCheck, machineFacts } from './bench/machine.ts';
import { resultLine } from './bench/print.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

/** `npm run bench -- T1 T7 --json`: the named targets, or all of them. */
async function main(): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const unknown = positionals.filter((id) => !benches.some((bench) => bench.id === id));
  if (unknown.length > 0) {
    throw new Error(`No bench ${unknown.join(', ')}: there are ${benches.map(({ id }) => id)}.`);
  }
  const load = await loadCheck();
  say(`1 ms timer late by ${load.timerLateMsP95.toFixed(2)} ms at p95`);
  if (load.isTooBusy) say('The machine is busy: figures of this run mean little.');
  const context = { rounds: Number(values.rounds), seed: Number(values.seed), say };
  say(`seed ${context.seed}, ${context.rounds} rounds`);
  const results: BenchResult[] = [];
  for (const bench of benches) {
    if (positionals.length > 0 && !positionals.includes(bench.id)) continue;
    say(`${bench.id}: ${bench.what}`);
    for (const result of await bench.run(context)) {
      results.push(result);
      if (!values.json) process.stdout.write(`${resultLine(result)}\n`);
    }
  }
  const machine = { ...machineFacts(), ...load, seed: context.seed, rounds: context.rounds };
  if (values.json) process.stdout.write(`${JSON.stringify({ machine, results }, null, 2)}\n`);
  process.exitCode = results.some(({ holds }) => holds === false) ? 1 : 0;
}

await main();
