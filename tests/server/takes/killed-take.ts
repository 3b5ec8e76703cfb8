import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { expect } from 'vitest';
import { createReadCounts, readRecords } from '../../../core/takes/read-take.ts';
import { recoverTake } from '../../../server/takes/recover-take.ts';
import { linesFile, logFile } from '../../../server/takes/take-files.ts';

/** A take whose recorder was killed, and how many of its records had been acknowledged by then. */
export interface KilledTake {
  folder: string;
  id: string;
  acknowledged: number;
}

/** Lets a child record until it has acknowledged so many records, and kills it `afterMs` later. */
export function recordAndKill(
  program: string,
  folder: string,
  records: number,
  afterMs: number,
  perTick = 3,
): Promise<KilledTake> {
  const child = spawn(process.execPath, [program, folder, String(perTick)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const last = (): number => Number(said.split('\n').slice(0, -1).at(-1)?.split(' ')[0]);
  child.stdout.on('data', (data: Buffer) => {
    said += data;
    if (last() >= records) setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  return new Promise((resolve) =>
    child.once('close', () => {
      const [id = ''] = said.split('\n');
      resolve({ folder, id, acknowledged: last() });
    }),
  );
}

/** Whole records of a log, and what was between and behind them. */
function readLog(file: string) {
  const bytes = readFileSync(file);
  const counts = createReadCounts();
  const samples: number[] = [];
  for (const record of readRecords(bytes, counts)) {
    if (record.kind === 'raw') samples.push(Math.round(record.raw.sample.x * 1000));
  }
  return { samples, bytes: bytes.length, ...counts };
}

/**
 * What must hold of a killed take: no acknowledged record is lost, nothing before the tail is
 * damaged, and opening it cuts a torn tail off. Returns how many bytes were torn.
 */
export function expectNothingLost({ folder, id, acknowledged }: KilledTake): number {
  const log = logFile(folder, id, 1);
  const found = readLog(log);
  expect(found.damagedBytes).toBe(0);
  expect(found.nextNumber).toBeGreaterThanOrEqual(acknowledged);
  // Every sample once, in order, none left out.
  expect(found.samples).toEqual(Array.from({ length: found.samples.length }, (_, i) => i));
  const recovered = recoverTake(folder, id);
  expect(recovered?.tornBytes).toBe(found.bytes - found.goodBytes);
  expect(statSync(log).size).toBe(found.goodBytes);
  expect(recovered?.summary).toMatchObject({
    state: 'interrupted',
    samples: found.samples.length,
    lost: 0,
  });
  expectLinesOf(linesFile(folder, id, 1), acknowledged);
  return recovered?.tornBytes ?? 0;
}

/** The lines beside the log are whole, and have every acknowledged sample, too. */
function expectLinesOf(file: string, acknowledged: number): void {
  const text = readFileSync(file, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const places = lines.map(({ transforms }) => Math.round(transforms[0].translation.x * 1000));
  expect(places).toEqual(places.map((_, i) => i));
  // Half of the records are samples; the clock takes a few.
  expect(lines.length).toBeGreaterThanOrEqual(Math.floor(acknowledged / 2) - 10);
}
