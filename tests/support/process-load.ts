import { existsSync, readFileSync } from 'node:fs';

/** Whether this system tells what a process uses, in /proc. */
export const tellsLoad = existsSync('/proc/self/stat');

/** Linux has had 100 ticks a second on every machine for twenty years. */
const msPerTick = 10;

/** What a process has used so far: time on all cores, and memory that it holds now. */
export function loadOf(pid: number): { cpuMs: number; residentBytes: number } {
  // The name in brackets may have spaces: the fields are counted behind it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticks = Number(fields[11]) + Number(fields[12]);
  const [, kilobytes] = /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { cpuMs: ticks * msPerTick, residentBytes: Number(kilobytes) * 1024 };
}
