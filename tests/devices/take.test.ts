import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { TrackingSample } from '../../core/tracking/tracking-sample.ts';
import type { Device, DeviceContext } from '../../devices/device.ts';
import { takeFactory } from '../../devices/take/driver.ts';
import { TakeLog } from '../core/takes/take-log.ts';
import { copyOf, loopback, until } from './collect.ts';

const folder = mkdtempSync(join(tmpdir(), 'cyclorama-take-device-'));
const takesFolder = join(folder, 'takes');
mkdirSync(takesFolder);
const open: Device[] = [];
afterEach(async () => {
  for (const device of open.splice(0)) await device.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A segment of a take: samples 5 ms apart, each of them at its own place with a zooming lens. */
function writeSegment(name: string, from: number, to: number): void {
  const log = new TakeLog();
  for (let i = from; i < to; i++) {
    log.raw((raw) => {
      const { sample } = raw;
      Object.assign(sample, { x: i / 10, receivedMs: 10_000 + i * 5, focalLengthMm: 20 + i });
      sample.distortion.model = 'brown-conrady-d-u';
      sample.distortion.radial = [i, 0, 0, 0, 0, 0];
      raw.used = i !== 3;
    });
  }
  writeFileSync(join(takesFolder, name), log.bytes);
}
writeSegment('12-A-t03.cyctake', 0, 8);
writeSegment('12-A-t03.2.cyctake', 8, 10);
writeFileSync(join(takesFolder, 'empty-A-t01.cyctake'), new TakeLog().bytes);

/** A device on a clock that stands unless a test moves it. */
function device(options: object, more: Partial<DeviceContext> = {}) {
  const samples: TrackingSample[] = [];
  const clock = { nowMs: 1000 };
  const under = takeFactory.create('playback', options, {
    nowMs: () => clock.nowMs,
    sink: {
      sample: (sample) => void samples.push(copyOf(sample)),
      command: () => {},
      control: () => {},
    },
    onStatus: () => {},
    takesFolder,
    ...more,
  });
  open.push(under);
  return { under, samples, clock };
}

describe('a take as a source', () => {
  it('gives what its trackers sent, over all segments, under the ids of its cameras', async () => {
    const { under, samples, clock } = device({ take: '12-A-t03', loop: false });
    await under.open();
    expect(under.status()).toMatchObject({
      state: 'open',
      detail: '12-A-t03, 9 samples; subjects A (pupil), B (tracker)',
    });
    clock.nowMs += 1000;
    await until(() => under.status().state === 'closed');
    expect(samples.map(({ x }) => Math.round(x * 10))).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9]);
    expect(samples[5]).toMatchObject({
      subject: 'A',
      hasPose: true,
      receivedMs: 2000,
      focalLengthMm: 26,
      distortion: { model: 'brown-conrady-d-u', radial: [6, 0, 0, 0, 0, 0] },
    });
    expect(under.counters().accepted).toBe(9);
  });

  it('keeps its pace', async () => {
    const { under, samples, clock } = device({ take: '12-A-t03', speed: 0.5 });
    await under.open();
    await until(() => samples.length === 1);
    clock.nowMs += 21;
    await until(() => samples.length === 3);
    expect(samples).toHaveLength(3);
  });

  it('says why it cannot be played', async () => {
    const reasons = [
      ['12-A-t99', 'there is no take "12-A-t99"'],
      ['empty-A-t01', '"empty-A-t01" has no samples'],
    ] as const;
    for (const [take, reason] of reasons) {
      const { under } = device({ take });
      await under.open();
      const status = under.status();
      expect(status.state === 'unavailable' && status.reason).toContain(reason);
    }
    const { under: outside } = device({ take: '../secret' });
    expect(outside.status()).toMatchObject({ state: 'unavailable' });
    const { under: nowhere } = device({ take: '12-A-t03' }, { takesFolder: undefined });
    await nowhere.open();
    expect(nowhere.status()).toMatchObject({ state: 'unavailable' });
  });

  it('counts what is no sample, and throws nothing', async () => {
    const { under, samples } = device({ take: '12-A-t03' });
    for (const length of [0, 1, 15, 352, 448, 60_000]) {
      under.receive(new Uint8Array(length), loopback);
    }
    expect(under.counters()).toMatchObject({ accepted: 0 });
    expect(under.counters().refused.get('sample')).toBe(6);
    expect(samples).toEqual([]);
  });
});
