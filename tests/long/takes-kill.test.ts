import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { buildRecordingChild } from '../server/takes/built-child.ts';
import { expectNothingLost, recordAndKill } from '../server/takes/killed-take.ts';
import { printedSeed, seededRandom } from '../support/random.ts';

const root = mkdtempSync(join(tmpdir(), 'cyclorama-take-kills-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a server that is killed while a take rolls (reliability goal R14)', () => {
  it('has lost no acknowledged sample in 200 kills, at up to sixteen cameras of 240 Hz', async () => {
    const random = seededRandom(printedSeed('200 take kills'));
    const program = await buildRecordingChild(join(root, 'built'));
    let torn = 0;
    for (let round = 0; round < 200; round++) {
      const folder = join(root, `takes-${round % 10}`);
      const perTick = 1 + Math.floor(random() * 16);
      const records = 1 + Math.floor(random() * 3000);
      const killed = await recordAndKill(program, folder, records, random() * 20, perTick);
      torn += expectNothingLost(killed) > 0 ? 1 : 0;
    }
    console.log(`${torn} of 200 logs had a torn tail`);
  });
});
