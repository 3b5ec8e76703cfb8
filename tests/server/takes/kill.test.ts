import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { buildRecordingChild } from './built-child.ts';
import { expectNothingLost, recordAndKill } from './killed-take.ts';

const root = mkdtempSync(join(tmpdir(), 'cyclorama-take-kill-'));
let program = '';
beforeAll(async () => {
  program = await buildRecordingChild(join(root, 'built'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a server that is killed while a take rolls', () => {
  it('has lost no sample that it acknowledged, in twenty kills', async () => {
    const random = seededRandom(printedSeed('take kills'));
    const folder = join(root, 'takes');
    const ids: string[] = [];
    for (let round = 0; round < 20; round++) {
      const records = 1 + Math.floor(random() * 150);
      const killed = await recordAndKill(program, folder, records, random() * 15);
      ids.push(killed.id);
      expectNothingLost(killed);
    }
    // Each has its own files: an unfinished take is never written over.
    expect(new Set(ids).size).toBe(20);
  });
});
