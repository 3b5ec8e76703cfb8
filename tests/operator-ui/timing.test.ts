import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { innerFrustum } from '../../core/show/camera-schema.ts';
import { compareRates, rateFromName, rateRatio, standardRates } from '../../core/time/rate.ts';
import type { OutputStatus } from '../../core/wire/status.ts';
import type { DisplayReport } from '../../core/wire/timing.ts';
import { overscanShare, overscanText } from '../../operator-ui/cameras/overscan-words.ts';
import { alarmsOf } from '../../operator-ui/operator/alarms.ts';
import { outputWord } from '../../operator-ui/outputs/output-order.ts';
import { framePattern, patternText } from '../../operator-ui/timing/camera-frames.ts';
import { MissMinute, missCounts, missTotal } from '../../operator-ui/timing/miss-minute.ts';
import {
  furthestApart,
  phaseMarks,
  phaseText,
  stripOrigin,
} from '../../operator-ui/timing/phase-marks.ts';
import { referenceFromValue, referenceValue } from '../../operator-ui/timing/sync-words.ts';
import { axisMarks, knownMs, stageBars, stageTimes } from '../../operator-ui/timing/waterfall.ts';
import { printedSeed, seededRandom } from '../support/random.ts';
import { freeFrameClock, goodOutput, idleRecorder } from '../support/statuses.ts';

const rate = (name: string) => {
  const found = rateFromName(name);
  if (!found) throw new Error(`no rate ${name}`);
  return found;
};
const goodDisplay = goodOutput.display as DisplayReport;
const at = (id: string, phase: number, refreshMs = 1000 / 60): OutputStatus => ({
  ...goodOutput,
  id,
  display: { ...goodDisplay, phase, refreshMs },
});
const wrongMode = { kind: 'slipping', text: 'one frame slips every 16.7 s' } as const;

describe('the waterfall of an output', () => {
  const delays = { sourceMs: 4, plannedMs: 2, predictedMs: 31 };
  const output = { ...goodOutput, latencyMs: 12 };

  test('begins with the camera and ends with what drawing left of the photon delay', () => {
    const times = stageTimes(delays, output);
    // Frame time to light 42, of which 12 are drawing behind the frame's time, and 4 the GPU.
    expect(times).toEqual({
      source: 4,
      planned: 2,
      received: 0.4,
      latched: 24,
      submitted: 3,
      gpu: 4,
      light: 26,
    });
    expect(knownMs(times)).toBeCloseTo(63.4, 9);
  });

  test('is one bar without gaps, in the order of the stages', () => {
    const bars = stageBars(stageTimes(delays, output));
    let endMs = 0;
    for (const { fromMs, lengthMs } of bars) {
      expect(fromMs).toBeCloseTo(endMs, 9);
      endMs = fromMs + lengthMs;
    }
    expect(bars.map(({ name }) => name).slice(0, 3)).toEqual(['source', 'planned', 'received']);
    expect(endMs).toBeCloseTo(63.4, 9);
  });

  test('leaves out what nobody knows, and never says 0 for it', () => {
    const { waterfall } = output;
    const unmeasured = { ...output, waterfall: { ...waterfall, gpuMs: null, photonDelayMs: 0 } };
    const times = stageTimes(undefined, unmeasured);
    expect(times).toMatchObject({ source: null, planned: null, gpu: null, light: null });
    expect(stageBars(times).map(({ name }) => name)).toEqual(['received', 'latched', 'submitted']);
  });

  test('is never negative where a delay was set shorter than drawing takes', () => {
    const short = { ...output, waterfall: { ...output.waterfall, photonDelayMs: 5 } };
    expect(stageTimes(delays, short).light).toBe(0);
  });

  test('stands on an axis of few round marks that ends beyond it', () => {
    const random = seededRandom(printedSeed('axis'));
    for (let i = 0; i < 500; i++) {
      const longest = 1500 * random() ** 3;
      const marks = axisMarks(longest);
      expect(marks[0]).toBe(0);
      expect(marks.at(-1)).toBeGreaterThan(longest);
      expect(marks.length).toBeLessThanOrEqual(11);
    }
    expect(axisMarks(63)).toEqual([0, 10, 20, 30, 40, 50, 60, 70]);
  });
});

describe('the misses of an output', () => {
  test('count a frame once that the page dropped and the display skipped', () => {
    const counts = missCounts({
      ...goodOutput,
      extrapolated: 2,
      held: 1,
      dropped: 5,
      display: { ...goodDisplay, repeated: 3, skipped: 4 },
    });
    expect(missTotal(counts)).toBe(2 + 1 + 5 + 3);
  });

  test('are those of the last minute, not those before the page of the desk was opened', () => {
    const minute = new MissMinute();
    minute.see(500, 10_000);
    minute.see(503, 10_500);
    minute.see(510, 12_000);
    expect([0, 1, 2].map((back) => minute.at(back, 12_900))).toEqual([7, 0, 3]);
    expect(minute.sum(12_900)).toBe(10);
    expect(minute.sum(70_500)).toBe(7);
    expect(minute.sum(72_000)).toBe(0);
  });

  test('go on from nothing when the output’s page was loaded anew', () => {
    const minute = new MissMinute();
    minute.see(500, 1000);
    minute.see(2, 2000);
    minute.see(3, 3000);
    expect(minute.sum(3000)).toBe(3);
  });

  test('agree with a plain count at any times', () => {
    const random = seededRandom(printedSeed('misses'));
    const minute = new MissMinute();
    const seen: { second: number; misses: number }[] = [];
    let [total, nowMs] = [0, 0];
    minute.see(0, 0);
    for (let i = 0; i < 400; i++) {
      nowMs += 5000 * random() ** 4;
      const misses = Math.floor(4 * random());
      total += misses;
      minute.see(total, nowMs);
      const second = Math.floor(nowMs / 1000);
      seen.push({ second, misses });
      const recent = seen.filter((one) => one.second > second - 60);
      expect(minute.sum(nowMs)).toBe(recent.reduce((sum, one) => sum + one.misses, 0));
    }
  });
});

describe('camera frames over wall frames', () => {
  test.each([
    ['24', '60', [3, 2, 3, 2]],
    ['24', '48', [2, 2, 2, 2]],
    ['60', '60', [1, 1, 1, 1]],
    ['50', '60', [2, 1, 1, 1, 1]],
    ['48', '24', [1, 0, 1, 0]],
  ])('a camera at %s before a wall at %s sees %j', (camera, wall, counts) => {
    const pattern = framePattern(rate(camera), rate(wall), 0);
    expect(pattern.cameraFrames.map(({ wallFrames }) => wallFrames)).toEqual(counts);
  });

  test('hold every wall frame once at any rates and phase, as exact rates demand', () => {
    const random = seededRandom(printedSeed('patterns'));
    for (const camera of standardRates) {
      for (const wall of standardRates) {
        const pattern = framePattern(camera, wall, random());
        const held = pattern.cameraFrames.reduce((sum, frame) => sum + frame.wallFrames, 0);
        expect(held, `${camera.name} before ${wall.name}`).toBe(pattern.wallTicksMs.length);
      }
    }
  });

  test('say in words what the camera sees', () => {
    expect(patternText(rate('24'), rate('48'))).toBe('Every camera frame sees 2 wall frames.');
    expect(patternText(rate('60'), rate('60'))).toBe('Every camera frame sees one wall frame.');
    expect(patternText(rate('24'), rate('60'))).toContain('2 and 3 wall frames in turn');
    expect(patternText(rate('23.976'), rate('24'))).toContain('wander through the shutter');
  });
});

describe('the phases of the displays', () => {
  const wall = rate('60');

  test('are apart by the shorter way round', () => {
    const apart = furthestApart([at('a', 0.98), at('b', 0.04)], wall);
    expect(apart?.apartMs).toBeCloseTo(1, 9);
  });

  test('of a display at 120 compare with its nearest refresh', () => {
    const apart = furthestApart([at('a', 0.1), at('b', 0.6, 1000 / 120)], wall);
    expect(apart?.apartMs).toBeCloseTo(0, 9);
  });

  test('are said in words, the two that are furthest apart by name', () => {
    const text = phaseText([at('a', 0.3), at('b', 0.32), at('c', 0.72)], wall);
    expect(text).toBe(
      'a and c refresh 7.0 ms apart: the same frame appears on one so much after the other.',
    );
    expect(phaseText([at('a', 0.3), at('b', 0.32)], wall)).toContain('within 0.3 ms');
    expect(phaseText([at('a', 0.3)], wall)).toContain('must be known');
  });

  test('of a display in a wrong mode are not compared, and marked as drifting', () => {
    const drifting = { ...at('c', 0.9), cadence: wrongMode };
    expect(furthestApart([at('a', 0.3), at('b', 0.32), drifting], wall)?.ids).toEqual(['a', 'b']);
    expect(phaseMarks([drifting], 0.1)[0]).toMatchObject({ drifts: true });
  });

  test('do not stand at both ends of the strip when they are side by side', () => {
    expect(stripOrigin([0.98, 0.03])).toBe(0.5);
    expect(stripOrigin([0.4, 0.6])).toBe(0);
    expect(stripOrigin([])).toBe(0);
    const places = phaseMarks([at('a', 0.98), at('b', 0.03)], 0.1).map(({ place }) => place);
    expect(Math.abs((places[0] ?? 0) - (places[1] ?? 1))).toBeCloseTo(0.05, 9);
  });

  test('have names that neither lie on each other nor are crossed by a mark', () => {
    const random = seededRandom(printedSeed('names'));
    for (let run = 0; run < 200; run++) {
      const width = 0.02 + 0.2 * random();
      const outputs = Array.from({ length: 1 + Math.floor(12 * random()) }, (_, i) =>
        at(`o${i}`, random()),
      );
      const marks = phaseMarks(outputs, width);
      for (const mark of marks) {
        const inTheWay = marks.filter(
          (other) =>
            other !== mark && other.place >= mark.place && other.place < mark.place + width,
        );
        for (const other of inTheWay) expect(other.lane).toBeLessThan(mark.lane);
      }
    }
  });
});

describe('what is wrong with the time', () => {
  const status = {
    showTimeMs: 0,
    k: 0,
    frameClock: freeFrameClock,
    cameras: [],
    objects: [],
    devices: [],
    outputs: [],
    recorder: idleRecorder,
  };

  test('leads to the timing panel: a display in a wrong mode, a reference that does not lead', () => {
    const wrong = { ...goodOutput, cadence: wrongMode, alarms: ['too small', wrongMode.text] };
    const frameClock = {
      reference: 'main',
      state: 'holdover',
      reason: 'Silent.',
      rateOffsetPpm: 3,
    } as const;
    const alarms = alarmsOf({ ...status, outputs: [wrong], frameClock });
    expect(alarms.map(({ tab }) => tab)).toEqual(['outputs', 'timing', 'timing']);
    expect(alarms.at(-1)?.text).toBe('Frame clock does not follow main: Silent.');
  });

  test('is nothing while the frame clock runs free because nobody asked for more, or is on its way', () => {
    expect(alarmsOf(status)).toEqual([]);
    const frameClock = { ...freeFrameClock, reference: 'main', state: 'acquiring' } as const;
    expect(alarmsOf({ ...status, frameClock })).toEqual([]);
  });

  test('stands on the output’s tile in one word', () => {
    const wrong = { ...goodOutput, cadence: wrongMode, alarms: [wrongMode.text] };
    expect(outputWord(wrong)).toBe('CADENCE');
    expect(outputWord({ ...wrong, alarms: ['hidden', wrongMode.text] })).toBe('ALARM');
  });
});

test('a reference is the same after a way through a choice of the page', () => {
  const references = [
    { kind: 'free' },
    { kind: 'output', output: 'main-1' },
    { kind: 'timecode', device: 'x.y' },
  ] as const;
  for (const reference of references) {
    expect(referenceFromValue(referenceValue(reference))).toEqual(reference);
  }
});

describe('the overscan of a camera', () => {
  const report = { factor: 1.3, coversDegPerS: 61.7, isAtLimit: false };

  test('is said as the pan that it covers', () => {
    expect(overscanText(report)).toBe('covers a pan of 62°/s');
    expect(overscanText({ ...report, isAtLimit: true })).toBe(
      'covers a pan of 62°/s; at its limit',
    );
    expect(overscanText({ ...report, coversDegPerS: null })).toBe('no delay to cover');
    expect(overscanText({ ...report, coversDegPerS: 25_000 })).toBe('covers a pan of 999°/s');
  });

  test('fills as much of its bar as it uses of what is allowed', () => {
    const live = innerFrustum.parse({ overscanMode: 'live', overscan: 1.1, overscanMost: 1.6 });
    expect(overscanShare(report, live)).toBeCloseTo(0.5, 9);
    expect(overscanShare({ ...report, factor: 1.2 }, innerFrustum.parse({}))).toBe(1);
    expect(overscanShare({ ...report, factor: 1 }, innerFrustum.parse({ overscan: 1 }))).toBe(1);
  });
});

test('the table of display modes in docs/sync.md is what the exact rates say', () => {
  const doc = readFileSync(join(import.meta.dirname, '../../docs/sync.md'), 'utf8');
  const rows = [...doc.matchAll(/^\| ([\d.]+) +\| ([\d., ]+) \|$/gm)].map(([, wall, modes]) => ({
    wall,
    modes: modes?.split(',').map((name) => name.trim()),
  }));
  expect(rows).toEqual(
    standardRates.map((wall) => ({
      wall: wall.name,
      modes: standardRates
        .filter((mode) => rateRatio(mode, wall).den === 1 && compareRates(mode, wall) >= 0)
        .map(({ name }) => name),
    })),
  );
});
