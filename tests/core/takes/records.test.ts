import { describe, expect, it } from 'vitest';
import { createDistortion, distortionModels } from '../../../core/lens/distortion.ts';
import { createFrameRecord } from '../../../core/takes/frame-record.ts';
import { bytesFromJson, jsonFromBytes } from '../../../core/takes/json-bytes.ts';
import { createRawRecord, type RawRecord } from '../../../core/takes/raw-record.ts';
import { readRecords } from '../../../core/takes/read-take.ts';
import { cameraStatuses } from '../../../core/tracking/camera-status.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { headerOf, TakeLog } from './take-log.ts';

/** Puts other numbers into every number of an object and of what it holds, sometimes none at all. */
function scramble(value: object, random: () => number): void {
  for (const key of Object.keys(value)) {
    const field = Reflect.get(value, key);
    if (typeof field === 'number') {
      Reflect.set(
        value,
        key,
        random() < 0.1 ? Number.NaN : (random() - 0.5) * 10 ** (random() * 9),
      );
    } else if (typeof field === 'boolean') Reflect.set(value, key, random() < 0.5);
    else if (typeof field === 'object' && field !== null) scramble(field, random);
  }
}

function randomRaw(record: RawRecord, random: () => number): void {
  scramble(record, random);
  record.idHash = Math.floor(random() * 2 ** 32);
  const model = distortionModels[Math.floor(random() * distortionModels.length)];
  record.sample.distortion.model = model ?? 'none';
  if (model === 'none') Object.assign(record.sample.distortion, createDistortion());
}

describe('the records of a take log', () => {
  it('keep every number of a sample, its pose, its lens and its distortion', () => {
    const random = seededRandom(printedSeed('raw records'));
    for (let round = 0; round < 60; round++) {
      const written = createRawRecord();
      randomRaw(written, random);
      const log = new TakeLog().raw((record) => Object.assign(record, written));
      const records = [...readRecords(log.bytes)];
      const read = records[1]?.kind === 'raw' ? records[1].raw : undefined;
      expect(read).toEqual(written);
    }
  });

  it('keep every number of a frame: cameras, objects, content', () => {
    const random = seededRandom(printedSeed('frame records'));
    for (let round = 0; round < 30; round++) {
      const written = createFrameRecord();
      scramble(written, random);
      const { packet, content } = written;
      packet.cameraCount = Math.floor(random() * 17);
      packet.objectCount = Math.floor(random() * 65);
      const whole = () => Math.floor(random() * 2 ** 32);
      Object.assign(packet, { epoch: whole(), stateRevision: whole() });
      Object.assign(content, { programHash: whole(), secondHash: whole() });
      for (const each of [...packet.cameras, ...packet.objects]) {
        each.idHash = whole();
        each.status = cameraStatuses[Math.floor(random() * cameraStatuses.length)] ?? 'ok';
      }
      const log = new TakeLog().frame((record) => Object.assign(record, written));
      const records = [...readRecords(log.bytes)];
      const read = records[1]?.kind === 'frame' ? records[1].frame : undefined;
      expect(read?.content).toEqual(content);
      expect(read?.poseMs).toBe(written.poseMs);
      // The rest of a packet is about how it was sent.
      for (const name of ['k', 'targetMs', 'sentMs', 'epoch', 'stateRevision'] as const) {
        expect(read?.packet[name]).toBe(packet[name]);
      }
      expect(read?.packet.cameras.slice(0, packet.cameraCount)).toEqual(
        packet.cameras.slice(0, packet.cameraCount),
      );
      expect(read?.packet.objects.slice(0, packet.objectCount)).toEqual(
        packet.objects.slice(0, packet.objectCount),
      );
    }
  });

  it('keep the header with the whole show, the changes and the end', () => {
    const header = headerOf();
    const principal = { who: 'zoë', role: 'operator', door: 'http' };
    const change = { type: 'environment.preview', id: 'city' };
    const entry = { revision: 8, showTimeMs: 11_000, k: 660, principal, change };
    const end = { reason: 'cut', showTimeMs: 12_000, wallClockMs: 1 };
    const log = new TakeLog(header).json('change', entry).json('end', end);
    const [first, second, third] = [...readRecords(log.bytes)];
    expect(first).toEqual({ kind: 'header', header });
    expect(second).toEqual({ kind: 'change', change: entry });
    expect(third).toEqual({ kind: 'end', end });
  });

  it('write text of any language in ASCII', () => {
    const value = { note: 'Größe \u{1f3ac} "こ"\n\u007f', empty: '', list: [null, true, 1e-7] };
    const bytes = bytesFromJson(value, 16);
    expect(Math.max(...bytes)).toBeLessThan(0x7f);
    expect(jsonFromBytes(bytes, 16, bytes.length)).toEqual(value);
    expect(jsonFromBytes(bytes, 17, bytes.length)).toBeUndefined();
  });
});
