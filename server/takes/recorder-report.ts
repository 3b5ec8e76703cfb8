import { lowRoomBytes } from '../../core/takes/low-room.ts';
import type { TakeLabel } from '../../core/takes/take-label.ts';
import type { RecorderStatus } from '../../core/takes/take-summary.ts';
import type { RingWriter } from './record-ring.ts';
import type { Recorder } from './recorder.ts';

export interface RecorderFacts {
  take: TakeLabel | null;
  nowMs: number;
  startedMs: number;
  recorder: Recorder;
  ring: RingWriter | undefined;
  atRisk: boolean;
  alarm: string | null;
}

const lowMinutes = 120;
/** The pace of a take is known after so long. */
const paceKnownMs = 5000;

/** What the operator sees of the recorder. */
export function describeRecorder(facts: RecorderFacts): RecorderStatus {
  const { take, nowMs, startedMs, recorder, ring, alarm } = facts;
  const counters = { written: 0, synced: 0, kibibytes: 0, freeMebibytes: -1, atRisk: 0 };
  ring?.readCounters(counters);
  const elapsedMs = take ? nowMs - startedMs : 0;
  const bytes = counters.kibibytes * 1024;
  const { freeMebibytes } = counters;
  const freeBytes = freeMebibytes < 0 ? null : freeMebibytes * 2 ** 20;
  const minutesLeft = roomInMinutes(freeBytes, bytes, elapsedMs);
  const { written, synced } = counters;
  return {
    take,
    elapsedMs,
    samples: recorder.span?.samples ?? 0,
    frames: recorder.span?.frames ?? 0,
    lost: recorder.span?.lost ?? 0,
    records: { given: recorder.given, written, synced },
    bytes,
    freeBytes,
    minutesLeft,
    atRisk: facts.atRisk || counters.atRisk > 0,
    alarm: alarm ?? (take ? lowAlarm(freeBytes, minutesLeft) : null),
  };
}

/** The lines beside the log take as much again, and a little more. */
const withLines = 2.5;

function roomInMinutes(free: number | null, bytes: number, elapsedMs: number): number | null {
  if (free === null || bytes === 0 || elapsedMs < paceKnownMs) return null;
  return Math.floor(free / ((bytes * withLines) / elapsedMs) / 60_000);
}

function lowAlarm(free: number | null, minutes: number | null): string | null {
  const isLow = (free ?? lowRoomBytes) < lowRoomBytes || (minutes ?? lowMinutes) < lowMinutes;
  if (!isLow || free === null) return null;
  const left = minutes === null ? '' : `, about ${minutes} minutes`;
  return `The disk has ${(free / 1024 ** 3).toFixed(1)} GB left${left}. Make room.`;
}
