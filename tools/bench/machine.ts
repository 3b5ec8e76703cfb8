import { cpus, loadavg, release, totalmem } from 'node:os';
import { quantile } from './bench.ts';

/** What the figures depend on. */
export const machineFacts = () => ({
  platform: `${process.platform} ${release()}`,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  loadAverage: loadavg()[0] ?? Number.NaN,
});

const samples = 400;
/** A 1 ms timer that is later than this at p95 means that something else runs. */
const mostLateMs = 3;

/** How late a 1 ms timer fires while nothing of ours runs. */
export async function loadCheck(): Promise<{ timerLateMsP95: number; isTooBusy: boolean }> {
  const late = new Float64Array(samples);
  for (let i = 0; i < samples; i++) {
    const start = performance.now();
    await new Promise((done) => setTimeout(done, 1));
    late[i] = performance.now() - start - 1;
  }
  const timerLateMsP95 = quantile(late, 0.95);
  return { timerLateMsP95, isTooBusy: timerLateMsP95 > mostLateMs };
}
