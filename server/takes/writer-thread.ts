import { parentPort, workerData } from 'node:worker_threads';
import type { EndReason } from '../../core/takes/take-header.ts';
import { freeMebibytes, isFull, realDisk } from './disk.ts';
import { RingReader } from './record-ring.ts';
import { recoverTake } from './recover-take.ts';
import { lookAtRoomEveryMs, TakeWriter } from './take-writer.ts';
import type { FromWriter, ToWriter, WriterStart, WrittenTake } from './writer-messages.ts';

// The thread that `writer-client.ts` starts: takes records out of shared memory and writes them.

/** The most that a crash of the server may take: what was handed over so shortly before. */
const beatMs = 10;
const nowMs = (): number => performance.now();
const tell = (message: FromWriter): void => parentPort?.postMessage(message);
const start: WriterStart = workerData;
const ring = new RingReader(start.memory);
let writer: TakeWriter | undefined;
let timer: NodeJS.Timeout | undefined;

const listener = {
  atRisk: (message: string) => tell({ type: 'at-risk', message }),
  failed: (reason: EndReason, message: string) => {
    const written = writtenBy(writer);
    tell({ type: 'failed', reason, message, written });
  },
};

const writtenBy = (by: TakeWriter | undefined): WrittenTake => ({
  segments: by?.segments ?? 0,
  bytes: by?.bytes ?? 0,
  atRisk: (by?.counters.atRisk ?? 0) > 0,
});

function beat(): void {
  const current = writer;
  if (!current) return;
  ring.drain((record) => current.take(record));
  current.beat(nowMs());
  ring.writeCounters(current.counters);
}

/** Room is wanted before a take, too: while one rolls, its writer looks. */
function lookBetweenTakes(): void {
  if (!writer) ring.writeRoom(freeMebibytes(realDisk, start.folder));
}

function open({ folder, header, segment, nextNumber, head }: ToWriter & { type: 'open' }): void {
  ring.startAt(head);
  const next = new TakeWriter(realDisk, { folder, header, segment, nextNumber }, listener);
  try {
    next.open();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    tell({ type: 'refused', reason: isFull(error) ? 'disk-full' : 'disk-failed', message });
    return;
  }
  writer = next;
  ring.writeCounters(next.counters);
  tell({ type: 'opened' });
  timer = setInterval(beat, beatMs);
}

async function close({ end }: ToWriter & { type: 'close' }): Promise<void> {
  clearInterval(timer);
  beat();
  const isWhole = (await writer?.close(end)) ?? false;
  if (writer) ring.writeCounters(writer.counters);
  const written = writtenBy(writer);
  writer = undefined;
  tell({ type: 'closed', isWhole, written });
}

function recover({ folder, id }: ToWriter & { type: 'recover' }): void {
  try {
    tell({ type: 'recovered', found: recoverTake(folder, id) });
  } catch {
    tell({ type: 'recovered', found: undefined });
  }
}

parentPort?.on('message', (message: ToWriter) => {
  if (message.type === 'open') open(message);
  else if (message.type === 'close') void close(message);
  else recover(message);
});

lookBetweenTakes();
setInterval(lookBetweenTakes, lookAtRoomEveryMs);
