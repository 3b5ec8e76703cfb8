import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../core/result.ts';
import { jsonFromBytes } from '../../core/takes/json-bytes.ts';
import { createRawRecord, decodeRaw } from '../../core/takes/raw-record.ts';
import { createRecordHead, findRecord, memoryOf } from '../../core/takes/record.ts';
import { logFileName } from '../../core/takes/take-file-names.ts';
import { takeHeader } from '../../core/takes/take-header.ts';
import { idHash } from '../../core/wire/message-type.ts';
import type { RecordedDatagram } from '../replay/recording.ts';

/** The samples of a take as they stand in its log, with the time of each since the first. */
export interface TakeLog {
  samples: RecordedDatagram[];
  /** By the hash that samples carry: a camera's id, and what its samples were taken for. */
  cameras: Map<number, { id: string; poseIs: string }>;
}

/** More than 4 hours at 60 Hz: what is longer would fill the memory. */
const mostSamples = 1_000_000;

/**
 * Reads a take that was recorded into the takes folder. The fault says what is wrong: no such take,
 * no readable header, nothing in it, too long.
 */
export async function readTakeLog(folder: string, id: string): Promise<Result<TakeLog, string>> {
  const log: TakeLog = { samples: [], cameras: new Map() };
  for (let segment = 1; ; segment++) {
    const bytes = await readOrNothing(join(folder, logFileName(id, segment)));
    if (!bytes) break;
    addSegment(log, bytes);
    if (log.samples.length > mostSamples) return fault(`"${id}" is too long to be played`);
  }
  if (log.cameras.size === 0) return fault(`there is no take "${id}" in the takes folder`);
  if (log.samples.length === 0) return fault(`"${id}" has no samples`);
  const [first] = log.samples;
  const beginMs = first?.tMs ?? 0;
  for (const sample of log.samples) sample.tMs = Math.max(0, sample.tMs - beginMs);
  return { ok: true, value: log };
}

const fault = (text: string): Result<never, string> => ({ ok: false, fault: text });

async function readOrNothing(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}

/** Adds what the sources in use sent; times are still those of the show. */
function addSegment({ samples, cameras }: TakeLog, bytes: Uint8Array): void {
  const memory = memoryOf(bytes);
  const head = createRecordHead();
  const raw = createRawRecord();
  for (let at = 0; findRecord(memory, at, head); at = head.nextAt) {
    const { kind, payloadAt, payloadBytes, nextAt } = head;
    if (kind === 'header') {
      const header = takeHeader.safeParse(jsonFromBytes(bytes, payloadAt, nextAt));
      for (const camera of header.data?.cameras ?? []) cameras.set(idHash(camera.id), camera);
    } else if (kind === 'raw' && decodeRaw(memory.view, payloadAt, payloadBytes, raw) && raw.used) {
      samples.push({ tMs: raw.sample.receivedMs, bytes: bytes.subarray(payloadAt, nextAt) });
    }
  }
}
