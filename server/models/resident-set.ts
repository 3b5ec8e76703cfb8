import { readFile } from 'node:fs/promises';

const pageBytes = 4096;

/** Memory that a process of this machine holds, in bytes; `undefined` where the system does not tell it in a file. */
export async function residentBytes(pid: number): Promise<number | undefined> {
  // Second field of proc(5) statm; kernels of the machines this runs on have pages of 4 KiB or more.
  const statm = await readFile(`/proc/${pid}/statm`, 'utf8').catch(() => undefined);
  const pages = Number(statm?.split(' ')[1]);
  return Number.isFinite(pages) ? pages * pageBytes : undefined;
}
