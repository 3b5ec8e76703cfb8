import { initialState } from '../../../core/show/state.ts';
import {
  createFrameRecord,
  encodeFrame,
  type FrameRecord,
} from '../../../core/takes/frame-record.ts';
import { bytesFromJson } from '../../../core/takes/json-bytes.ts';
import { createRawRecord, encodeRaw, type RawRecord } from '../../../core/takes/raw-record.ts';
import {
  memoryOf,
  type RecordKind,
  recordHeadBytes,
  sealRecord,
} from '../../../core/takes/record.ts';
import { type TakeHeader, takeHeaderOf } from '../../../core/takes/take-header.ts';
import { nextTake } from '../../../core/takes/take-label.ts';
import { encodeTimecode } from '../../../core/takes/time-records.ts';
import { idHash } from '../../../core/wire/message-type.ts';
import { twoWalls } from '../show/two-walls.ts';

/** A take that rolls at 10 s of show time, at noon of the stage's own time, seen by camera A. */
export const rolledMs = 10_000;
export const noonUtcMs = Date.UTC(2026, 10, 22, 12, 0, 0, 250);

export function headerOf(changes: Partial<TakeHeader['rates']> = {}): TakeHeader {
  const moment = {
    showTimeMs: rolledMs,
    wallClockMs: noonUtcMs,
    startedAt: '2026-11-22T12:00:00.250Z',
    utcOffsetMin: 60,
    epoch: 3,
    revision: 7,
  };
  const label = nextTake('12', 'A', ['12-A-t02']);
  const header = takeHeaderOf(label, initialState(twoWalls(), 0), moment, () => 'tracker');
  return { ...header, rates: { ...header.rates, ...changes } };
}

/** A segment of a take log in memory, written record by record. */
export class TakeLog {
  readonly #pieces: Uint8Array[] = [];
  #number = 0;

  constructor(header: TakeHeader = headerOf()) {
    this.json('header', header);
  }

  json(kind: RecordKind, value: object): this {
    const payload = bytesFromJson(value);
    return this.#put(kind, payload.length, (view, at) => {
      new Uint8Array(view.buffer).set(payload, at);
      return payload.length;
    });
  }

  raw(fill: (record: RawRecord) => void): this {
    const record = createRawRecord();
    record.idHash = idHash('A');
    record.sample.hasPose = true;
    fill(record);
    return this.#put('raw', 4096, (view, at) => encodeRaw(view, at, record));
  }

  frame(fill: (record: FrameRecord) => void): this {
    const record = createFrameRecord();
    fill(record);
    return this.#put('frame', 20_000, (view, at) => encodeFrame(view, at, record));
  }

  timecode(device: string, frame: number, receivedMs: number): this {
    const record = { deviceHash: idHash(device), frame, receivedMs };
    return this.#put('timecode', 64, (view, at) => encodeTimecode(view, at, record));
  }

  get bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#pieces));
  }

  /** Where each record begins. */
  get starts(): number[] {
    let at = 0;
    return this.#pieces.map((piece) => {
      at += piece.length;
      return at - piece.length;
    });
  }

  #put(kind: RecordKind, most: number, encode: (view: DataView, at: number) => number): this {
    const memory = memoryOf(new Uint8Array(recordHeadBytes + most));
    const length = encode(memory.view, recordHeadBytes);
    const isHeader = kind === 'header';
    const total = sealRecord(memory, 0, kind, this.#number, length);
    if (!isHeader) this.#number += 1;
    this.#pieces.push(memory.bytes.slice(0, total));
    return this;
  }
}
