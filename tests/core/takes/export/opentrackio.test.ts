import { Quaternion, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { TrackingSample } from '../../../../core/tracking/tracking-sample.ts';
import { fillSample, type SampleRules } from '../../../../devices/opentrackio/sample.ts';
import { StaticBlocks } from '../../../../devices/opentrackio/static-block.ts';
import {
  errorsAt,
  exported,
  framesToTen,
  moveLog,
  showMsOfFrame,
  trueFocalLengthMm,
} from './moved-camera.ts';

const log = moveLog();
/** 10:00:00:01 is the first whole frame at or after 10 s of show time. */
const firstFrame = framesToTen + 1;

describe('OpenTrackIO lines', () => {
  const samplesOf = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  it.each([
    ['evaluated', 48],
    ['raw', 201],
  ] as const)('are read back by the receiver, as %s', (which, count) => {
    const fields = samplesOf(exported(log, { format: 'opentrackio', which }).text);
    expect(fields).toHaveLength(count);
    const rules: SampleRules = {
      subject: 'none',
      sourceNumber: undefined,
      encoders: 'normalised',
      offsets: 'ignored',
    };
    const sample = new TrackingSample();
    const fixed = new StaticBlocks().of('take', 0);
    for (const [i, each] of fields.entries()) {
      const ms = which === 'raw' ? 10_000 + i * 10 : showMsOfFrame(firstFrame + i);
      const noted = (oddity: string) => expect(oddity).toBe('nothing odd');
      expect(fillSample(each, rules, fixed, sample, noted)).toBeUndefined();
      const turn = new Quaternion(sample.qx, sample.qy, sample.qz, sample.qw);
      // From the imaging plane to the pupil, as whoever receives it must go.
      const pupil = new Vector3(0, 0, -sample.entrancePupilMm / 1000)
        .applyQuaternion(turn)
        .add(new Vector3(sample.x, sample.y, sample.z));
      const { mm, deg } = errorsAt(ms, pupil, turn);
      expect([mm < 0.1, deg < 0.01]).toEqual([true, true]);
      expect(sample.subject).toBe('1');
      expect(sample.focalLengthMm).toBeCloseTo(trueFocalLengthMm(ms), 3);
      expect(sample.timecodeFrame).toBe(framesToTen + Math.floor((ms - 9970 + 1e-6) * 0.024));
      // Rolled at 12:00:00.250 UTC, at 10 s of show time.
      const stampMs = Date.UTC(2026, 10, 22, 12, 0, 0, 250) + ms - 10_000;
      expect(Math.abs(sample.sourceTimeMs - stampMs)).toBeLessThan(0.01);
    }
    expect([fixed.sensorWidthMm, fixed.squeeze]).toEqual([24.89, 1]);
  });

  it('have both as sources of their own, each with its numbers', () => {
    const lines = samplesOf(exported(log, { format: 'opentrackio', which: 'both' }).text);
    const drawn = lines.filter(({ sourceNumber }) => sourceNumber === 1);
    const raw = lines.filter(({ sourceNumber }) => sourceNumber !== 1);
    expect([drawn.length, raw.length]).toEqual([48, 201]);
    // The take has two cameras.
    expect(new Set(raw.map(({ sourceNumber }) => sourceNumber))).toEqual(new Set([3]));
    expect([drawn[0].tracker.notes, raw[0].tracker.notes]).toEqual(['A', 'A raw']);
    for (const series of [drawn, raw]) {
      const numbers = series.map(({ timing }) => timing.sequenceNumber);
      expect(numbers).toEqual(series.map((_, i) => i));
      expect(series[0]).toHaveProperty('static');
    }
  });

  it('say what does not change every two seconds', () => {
    const long = moveLog({ toMs: 16_000 });
    const lines = samplesOf(exported(long, { format: 'opentrackio' }).text);
    const withStatic = lines.flatMap((line, i) => ('static' in line ? [i] : []));
    expect(withStatic).toEqual([0, 48, 96]);
  });
});
