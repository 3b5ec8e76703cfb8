import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRawRecord, encodeRaw } from '../../../core/takes/raw-record.ts';
import { readRecords } from '../../../core/takes/read-take.ts';
import { memoryOf, recordHeadBytes, sealRecord } from '../../../core/takes/record.ts';
import { idHash } from '../../../core/wire/message-type.ts';
import { type Disk, realDisk } from '../../../server/takes/disk.ts';
import { recoverTake } from '../../../server/takes/recover-take.ts';
import { logFile } from '../../../server/takes/take-files.ts';
import { TakeWriter } from '../../../server/takes/take-writer.ts';
import { headerOf } from '../../core/takes/take-log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cyclorama-writer-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const header = headerOf();
const { id } = header.take;
const end = { reason: 'cut', showTimeMs: 12_000, wallClockMs: 1 } as const;

/** A record as the recorder hands it over: a sample that says its own number. */
function sampleRecord(number: number): Uint8Array {
  const raw = createRawRecord();
  raw.idHash = idHash('A');
  raw.sample.hasPose = true;
  raw.sample.sequence = number;
  raw.takenMs = 10_000 + number * 10;
  const memory = memoryOf(new Uint8Array(1024));
  const bytes = encodeRaw(memory.view, recordHeadBytes, raw);
  return memory.bytes.subarray(0, sealRecord(memory, 0, 'raw', number, bytes));
}

/** A disk whose calls can be made to fail from one of them on. */
class FailingDisk implements Disk {
  writes = 0;
  syncs = 0;
  failWrite: (call: number) => Error | undefined = () => undefined;
  failSync: (call: number) => Error | undefined = () => undefined;
  /** Takes only so much of a call. */
  most = Number.POSITIVE_INFINITY;
  makeFolder = realDisk.makeFolder;
  create = realDisk.create;
  truncate = realDisk.truncate;
  close = realDisk.close;
  syncFolder = realDisk.syncFolder;
  freeBytes = () => 5 * 2 ** 30;

  write(fd: number, bytes: Uint8Array): number {
    const error = this.failWrite(++this.writes);
    if (!error) return realDisk.write(fd, bytes.subarray(0, this.most));
    // As a disk does that is full in the middle of a call: a part went through.
    realDisk.write(fd, bytes.subarray(0, bytes.length >> 1));
    throw error;
  }

  async sync(fd: number): Promise<void> {
    const error = this.failSync(++this.syncs);
    if (error) throw error;
    await realDisk.sync(fd);
  }
}

const fault = (code: string) => Object.assign(new Error(code), { code });

/** A writer on a disk, and what it told. */
function writerOn(disk: Disk) {
  const told: string[] = [];
  const place = { folder, header, segment: 1, nextNumber: 0 };
  const writer = new TakeWriter(disk, place, {
    atRisk: (message) => told.push(`at risk: ${message}`),
    failed: (reason) => told.push(`failed: ${reason}`),
  });
  writer.open();
  return { writer, told };
}

/** The numbers of the samples in all segments, in order. */
function samplesWritten(segments: number): number[] {
  const numbers: number[] = [];
  for (let segment = 1; segment <= segments; segment++) {
    for (const record of readRecords(readFileSync(logFile(folder, id, segment)))) {
      if (record.kind === 'raw') numbers.push(record.raw.sample.sequence);
    }
  }
  return numbers;
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('the writer of a take', () => {
  it('writes what it is given at each beat, says so, and syncs soon after', async () => {
    const { writer } = writerOn(realDisk);
    writer.beat(0);
    for (let i = 0; i < 5; i++) writer.take(sampleRecord(i));
    expect(writer.counters.written).toBe(0);
    writer.beat(10);
    expect(writer.counters.written).toBe(5);
    expect(samplesWritten(1)).toEqual(upTo(5));
    let nowMs = 10;
    const syncedLater = () => {
      nowMs += 200;
      writer.beat(nowMs);
      return writer.counters.synced;
    };
    await expect.poll(syncedLater).toBe(5);
    expect(await writer.close(end)).toBe(true);
    const lines = readFileSync(join(folder, `${id}.opentrackio.jsonl`), 'utf8')
      .trim()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line).timing.sequenceNumber)).toEqual(upTo(5));
    expect(recoverTake(folder, id)).toMatchObject({
      tornBytes: 0,
      nextNumber: 5,
      summary: {
        state: 'cut',
        samples: 5,
        segments: 1,
        bytes: statSync(logFile(folder, id, 1)).size,
      },
    });
  });

  it('goes on after a disk that takes a little at a time', async () => {
    const disk = Object.assign(new FailingDisk(), { most: 100 });
    const { writer, told } = writerOn(disk);
    for (let i = 0; i < 20; i++) writer.take(sampleRecord(i));
    await writer.close(end);
    expect([samplesWritten(1), told]).toEqual([upTo(20), []]);
  });

  it('stops at a full disk, tells it once, and leaves whole records only', async () => {
    const disk = new FailingDisk();
    const { writer, told } = writerOn(disk);
    for (let i = 0; i < 10; i++) writer.take(sampleRecord(i));
    writer.beat(0);
    disk.failWrite = () => fault('ENOSPC');
    for (let i = 10; i < 20; i++) writer.take(sampleRecord(i));
    writer.beat(10);
    writer.take(sampleRecord(20));
    writer.beat(20);
    expect(told).toEqual(['failed: disk-full']);
    expect(writer.counters.written).toBe(10);
    await writer.close(end);
    expect(recoverTake(folder, id)).toMatchObject({ tornBytes: 0, summary: { samples: 10 } });
  });

  it('goes on in a new file after any fault of the disk, at each of its calls, and loses nothing', async () => {
    for (let failing = 3; failing < 12; failing++) {
      rmSync(folder, { recursive: true, force: true });
      const disk = new FailingDisk();
      const { writer, told } = writerOn(disk);
      disk.failWrite = (call) => (call === failing ? fault('EIO') : undefined);
      for (let i = 0; i < 10; i++) {
        writer.take(sampleRecord(i));
        writer.beat(i * 10);
      }
      expect(await writer.close(end)).toBe(true);
      expect(told).toEqual(['at risk: EIO']);
      expect(writer.counters.atRisk).toBe(1);
      expect(samplesWritten(2)).toEqual(upTo(10));
      expect(recoverTake(folder, id)).toMatchObject({ summary: { segments: 2, samples: 10 } });
    }
  });

  it('never trusts a file again that could not be synced', async () => {
    const disk = new FailingDisk();
    const { writer, told } = writerOn(disk);
    disk.failSync = (call) => (call === 1 ? fault('EIO') : undefined);
    writer.take(sampleRecord(0));
    writer.beat(0);
    await expect.poll(() => told).toEqual(['at risk: EIO']);
    expect(readdirSync(folder)).toContain(`${id}.2.cyctake`);
    const { length } = readFileSync(logFile(folder, id, 1));
    writer.take(sampleRecord(1));
    writer.beat(10);
    expect(readFileSync(logFile(folder, id, 1)).length).toBe(length);
    expect(samplesWritten(2)).toEqual([0, 1]);
    await writer.close(end);
  });

  it('stops when the new file cannot be written either', () => {
    const disk = new FailingDisk();
    const { writer, told } = writerOn(disk);
    disk.failWrite = () => fault('EIO');
    writer.take(sampleRecord(0));
    writer.beat(0);
    expect(told).toEqual(['at risk: EIO', 'failed: disk-failed']);
  });

  it('opens no take over one that is there', async () => {
    const { writer } = writerOn(realDisk);
    await writer.close(end);
    expect(() => writerOn(realDisk)).toThrow('EEXIST');
  });

  it('stops at a disk that is really full, and what is on it can be read', async (context) => {
    const mount = join(folder, 'small');
    mkdirSync(mount);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', mount], { stdio: 'ignore' });
    } catch {
      context.skip('there is no right to mount a small disk');
    }
    try {
      folder = mount;
      const { writer, told } = writerOn(realDisk);
      for (let i = 0; told.length === 0 && i < 10_000; i++) {
        writer.take(sampleRecord(i));
        writer.beat(i * 10);
      }
      expect(told).toEqual(['failed: disk-full']);
      const { written } = writer.counters;
      await writer.close(end);
      const found = recoverTake(folder, id);
      expect(found?.tornBytes).toBe(0);
      expect(samplesWritten(1)).toEqual(upTo(found?.summary.samples ?? 0));
      expect(found?.summary.samples).toBeGreaterThanOrEqual(written);
    } finally {
      execFileSync('umount', ['-l', mount]);
      folder = join(mount, '..');
    }
  });
});
