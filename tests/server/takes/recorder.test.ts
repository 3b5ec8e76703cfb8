import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../core/takes/read-take.ts';
import { TrackingSample } from '../../../core/tracking/tracking-sample.ts';
import { idHash } from '../../../core/wire/message-type.ts';
import { createRingMemory, RingReader, RingWriter } from '../../../server/takes/record-ring.ts';
import { Recorder } from '../../../server/takes/recorder.ts';
import { headerOf } from '../../core/takes/take-log.ts';
import { engineOf } from '../show/engine-fixture.ts';
import { cameraWith, sampleAt, trackerOf } from '../tracking/tracker-fixture.ts';

/** A recorder into memory that nobody writes to a disk. */
function recorderInMemory() {
  const { engine, clocks } = engineOf();
  const recorder = new Recorder({
    state: () => engine.state,
    rate: () => engine.rate,
    clock: engine.clock,
    wallClockMs: () => clocks.wallMs,
  });
  const memory = createRingMemory();
  const [writer, reader] = [new RingWriter(memory), new RingReader(memory)];
  /** All that has been recorded since the last call, as a log would have it. */
  const recorded = (): Uint8Array => {
    const records: Uint8Array[] = [];
    reader.drain((record) => records.push(record.slice()));
    return Buffer.concat(records);
  };
  return { recorder, writer, recorded, clocks };
}

describe('the recorder on the pose path', () => {
  it('keeps nothing between takes', () => {
    const { recorder, recorded } = recorderInMemory();
    const tracker = trackerOf();
    recorder.sample(tracker, tracker.track, sampleAt(5));
    recorder.timecode('ltc', 5, 5);
    expect(recorded().length).toBe(0);
  });

  it('says when a pose was true: its arrival less its way and the age of the tracking', () => {
    const { recorder, writer, recorded } = recorderInMemory();
    const tracker = trackerOf(cameraWith({ trackingAgeMs: 8 }));
    recorder.begin(writer, headerOf(), 40);
    // The third packet comes 3 ms later than its path allows.
    for (const [sourceMs, lateMs] of [
      [0, 0],
      [10, 0],
      [20, 3],
    ] as const) {
      const sample = sampleAt(1000 + sourceMs + lateMs, {
        sourceTimeMs: sourceMs,
        x: sourceMs / 1e3,
      });
      expect(tracker.accept(sample)).toBeUndefined();
      recorder.sample(tracker, tracker.track, sample);
    }
    const takenMs: number[] = [];
    for (const record of readRecords(recorded())) {
      if (record.kind === 'raw') takenMs.push(record.raw.takenMs);
    }
    expect(takenMs).toEqual([992, 1002, 1012]);
    expect(recorder.given).toBe(43);
  });

  it('notes the timecode of a device when it changes, and not with every packet', () => {
    const { recorder, writer, recorded } = recorderInMemory();
    recorder.begin(writer, headerOf(), 0);
    for (let ms = 0; ms < 200; ms += 10) recorder.timecode('ltc', Math.floor(ms / 40), ms);
    const noted: number[][] = [];
    for (const record of readRecords(recorded())) {
      if (record.kind !== 'timecode') continue;
      const { deviceHash, frame, receivedMs } = record.timecode;
      expect(deviceHash).toBe(idHash('ltc'));
      noted.push([frame, receivedMs]);
    }
    expect(noted).toEqual([0, 1, 2, 3, 4].map((frame) => [frame, frame * 40]));
  });

  it('loses loudly when nothing is written for long, and says in the log what is missing', () => {
    const { recorder, writer, recorded, clocks } = recorderInMemory();
    const tracker = trackerOf();
    const sample = Object.assign(new TrackingSample(), { hasPose: true });
    recorder.begin(writer, headerOf(), 0);
    while (recorder.span?.lost === 0) recorder.sample(tracker, tracker.track, sample);
    clocks.pass(70);
    for (let i = 0; i < 4; i++) recorder.sample(tracker, tracker.track, sample);
    expect(recorder.span?.lost).toBe(5);
    const full = recorded();
    recorder.sample(tracker, tracker.track, sample);
    const losses: number[][] = [];
    let kept = 0;
    for (const record of readRecords(Buffer.concat([full, recorded()]))) {
      kept += 1;
      if (record.kind !== 'lost') continue;
      losses.push([record.lost.count, record.lost.fromMs, record.lost.toMs]);
    }
    // The first loss found a place in the last corner of the memory.
    expect(losses).toEqual([
      [1, 0, 0],
      [4, 70, 70],
    ]);
    expect(kept).toBe(recorder.given);
  });
});
