import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyHistory } from '../../../core/commands/history.ts';
import { initialState } from '../../../core/show/state.ts';
import { generationsToRemove } from '../../../server/show/generations.ts';
import { type ChangeEntry, Journal } from '../../../server/show/journal.ts';
import { Ledger } from '../../../server/show/ledger.ts';
import { twoWalls } from '../../core/show/two-walls.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cyclorama-ledger-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const entry = (revision: number): ChangeEntry => ({
  revision,
  showTimeMs: revision * 10,
  k: revision,
  principal: { who: 'zoë', role: 'operator', door: 'http' },
  change: { type: 'stage.blackout', on: revision % 2 === 0 },
});
const fail = (error: unknown): never => {
  throw error;
};
const contents = (revision: number) => ({
  revision,
  showTimeMs: 0,
  written: [],
  session: { state: initialState(twoWalls(), 0), history: emptyHistory },
});

describe('a journal', () => {
  it('gives back every entry as it was written', () => {
    const file = join(folder, 'j.jsonl');
    const { journal } = Journal.open(file, fail);
    for (let i = 1; i <= 100; i++) journal.append(entry(i));
    journal.close();
    const { contents } = Journal.open(file, fail);
    expect(contents.entries).toEqual(Array.from({ length: 100 }, (_, i) => entry(i + 1)));
    expect(contents.badBytes).toBe(0);
  });

  it('cuts a torn last line off at any byte, keeps it aside, and goes on', () => {
    const whole = `${JSON.stringify(entry(1))}\n`;
    const torn = `${JSON.stringify(entry(2))}\n`;
    for (let length = 1; length < Buffer.byteLength(torn); length += 7) {
      const file = join(folder, `j-${length}.jsonl`);
      writeFileSync(file, whole);
      appendFileSync(file, Buffer.from(torn).subarray(0, length));
      const { journal, contents } = Journal.open(file, fail);
      expect(contents).toMatchObject({ entries: [entry(1)], badBytes: length });
      expect(existsSync(`${file}.damaged`)).toBe(true);
      journal.append(entry(2));
      journal.close();
      expect(readFileSync(file, 'utf8')).toBe(whole + torn);
    }
  });
});

describe('a ledger', () => {
  it('goes on from its snapshot and all journals since', async () => {
    const first = Ledger.open(folder, fail);
    first.ledger.snapshotNow(contents(1));
    first.ledger.append(entry(2));
    first.ledger.append(entry(3));
    first.ledger.release();
    const second = Ledger.open(folder, fail);
    expect(second.contents.snapshot?.revision).toBe(1);
    expect(second.contents.entries).toEqual([entry(2), entry(3)]);
    await second.ledger.close(contents(3));
    const third = Ledger.open(folder, fail);
    expect(third.contents.snapshot?.revision).toBe(3);
    expect(third.contents.entries).toEqual([]);
    third.ledger.release();
  });

  it('loses nothing while a snapshot is under way', async () => {
    const { ledger } = Ledger.open(folder, fail);
    await ledger.close(contents(1));
    const again = Ledger.open(folder, fail);
    again.ledger.append(entry(2));
    again.ledger.snapshot(contents(2));
    again.ledger.append(entry(3));
    const meanwhile = Ledger.open(folder, fail);
    const { snapshot, entries } = meanwhile.contents;
    const revisions = entries.map((e) => ('revision' in e ? e.revision : 0));
    expect([snapshot?.revision, ...revisions].at(-1)).toBe(3);
    expect(snapshot?.revision === 2 || revisions.includes(2)).toBe(true);
    meanwhile.ledger.release();
    await again.ledger.close(contents(3));
  });

  it('neither trusts nor overwrites a snapshot that cannot be read', () => {
    writeFileSync(join(folder, 'snapshot.json'), '{"format":1,"jour');
    const { contents, ledger } = Ledger.open(folder, fail);
    expect(contents.snapshot).toBeUndefined();
    expect(readFileSync(join(folder, 'snapshot.json.damaged'), 'utf8')).toBe('{"format":1,"jour');
    ledger.release();
  });

  it('tells of a disk that takes nothing more and does not stop the show', () => {
    const trouble: unknown[] = [];
    const { ledger } = Ledger.open(folder, (error) => trouble.push(error));
    ledger.release();
    expect(() => ledger.append(entry(1))).not.toThrow();
    ledger.append(entry(2));
    expect(trouble.length).toBeGreaterThan(0);
  });
});

describe('generations of a show', () => {
  it('keep the newest twenty and the last of each of thirty days', () => {
    const names = Array.from({ length: 60 }, (_, day) =>
      Array.from({ length: 5 }, (_, n) => {
        const time = new Date(Date.UTC(2026, 0, 1 + day, 10 + n)).toISOString();
        return `show-${time.replace(/[-:.]/g, '')}.json`;
      }),
    ).flat();
    const removed = new Set(generationsToRemove([...names, 'other.json']));
    const kept = names.filter((name) => !removed.has(name));
    expect(kept.slice(-20)).toEqual(names.slice(-20));
    expect(kept.length).toBe(20 + 30 - 4);
    expect(removed.has('other.json')).toBe(false);
  });
});
