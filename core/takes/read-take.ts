import type { z } from 'zod';
import { createFrameRecord, decodeFrame, type FrameRecord } from './frame-record.ts';
import { jsonFromBytes } from './json-bytes.ts';
import { createRawRecord, decodeRaw, type RawRecord } from './raw-record.ts';
import { createRecordHead, findRecord, type Memory, memoryOf, type RecordHead } from './record.ts';
import {
  type RecordedChange,
  recordedChange,
  type TakeEnd,
  type TakeHeader,
  takeEnd,
  takeHeader,
} from './take-header.ts';
import {
  type ClockRecord,
  createClockRecord,
  createLostRecord,
  createTimecodeRecord,
  decodeClock,
  decodeLost,
  decodeTimecode,
  type LostRecord,
  type TimecodeRecord,
} from './time-records.ts';

/** One record of a take log. What it carries is lent: the next one overwrites it. */
export type TakeRecord =
  | { kind: 'header'; header: TakeHeader }
  | { kind: 'raw'; raw: RawRecord }
  | { kind: 'frame'; frame: FrameRecord }
  | { kind: 'change'; change: RecordedChange }
  | { kind: 'clock'; clock: ClockRecord }
  | { kind: 'timecode'; timecode: TimecodeRecord }
  | { kind: 'lost'; lost: LostRecord }
  | { kind: 'end'; end: TakeEnd };

/** What was read besides records, counted up while they are read. */
export interface ReadCounts {
  /** Bytes between whole records that are none: damage of the medium. */
  damagedBytes: number;
  /** Where the last whole record ends. */
  goodBytes: number;
  /** What the next record would be numbered. */
  nextNumber: number;
}

export const createReadCounts = (): ReadCounts => ({
  damagedBytes: 0,
  goodBytes: 0,
  nextNumber: 0,
});

/**
 * Every whole record of a segment in order, over damage, up to a torn tail. A record that this
 * version does not understand is left out.
 */
export function* readRecords(
  bytes: Uint8Array,
  counts: ReadCounts = createReadCounts(),
): Generator<TakeRecord> {
  const memory = memoryOf(bytes);
  const head = createRecordHead();
  const reader = new RecordReader();
  let at = 0;
  while (findRecord(memory, at, head)) {
    counts.damagedBytes += head.at - at;
    counts.goodBytes = head.nextAt;
    const isBracket = head.kind === 'header' || head.kind === 'end';
    counts.nextNumber = isBracket ? head.number : head.number + 1;
    at = head.nextAt;
    const record = reader.read(memory, head);
    if (record) yield record;
  }
}

/** Decodes into instances of its own, one for each kind. */
class RecordReader {
  readonly #raw = { kind: 'raw', raw: createRawRecord() } as const;
  readonly #frame = { kind: 'frame', frame: createFrameRecord() } as const;
  readonly #clock = { kind: 'clock', clock: createClockRecord() } as const;
  readonly #timecode = { kind: 'timecode', timecode: createTimecodeRecord() } as const;
  readonly #lost = { kind: 'lost', lost: createLostRecord() } as const;

  read({ bytes, view }: Memory, head: Readonly<RecordHead>): TakeRecord | undefined {
    const { payloadAt: at, payloadBytes: length } = head;
    const json = <Value>(schema: z.ZodType<Value>): Value | undefined =>
      schema.safeParse(jsonFromBytes(bytes, at, at + length)).data;
    switch (head.kind) {
      case 'raw':
        return decodeRaw(view, at, length, this.#raw.raw) ? this.#raw : undefined;
      case 'frame':
        return decodeFrame(view, at, length, this.#frame.frame) ? this.#frame : undefined;
      case 'clock':
        return decodeClock(view, at, length, this.#clock.clock) ? this.#clock : undefined;
      case 'timecode':
        return decodeTimecode(view, at, length, this.#timecode.timecode)
          ? this.#timecode
          : undefined;
      case 'lost':
        return decodeLost(view, at, length, this.#lost.lost) ? this.#lost : undefined;
      case 'header': {
        const header = json(takeHeader);
        return header && { kind: 'header', header };
      }
      case 'change': {
        const change = json(recordedChange);
        return change && { kind: 'change', change };
      }
      case 'end': {
        const end = json(takeEnd);
        return end && { kind: 'end', end };
      }
    }
  }
}
