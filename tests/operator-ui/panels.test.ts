import { describe, expect, test } from 'vitest';
import { environmentKey } from '../../core/show/environment-key.ts';
import { showSchema } from '../../core/show/show-schema.ts';
import { initialState } from '../../core/show/state.ts';
import type { OutputStatus } from '../../core/wire/status.ts';
import { AgeHistory } from '../../operator-ui/cameras/age-history.ts';
import { packetRate, type RateSample } from '../../operator-ui/device-list/packet-rate.ts';
import { activeInhibits } from '../../operator-ui/emergency/inhibits.ts';
import { loadState, loadText } from '../../operator-ui/environments/load-state.ts';
import { alarmsOf } from '../../operator-ui/operator/alarms.ts';
import { outputWord, worstFirst } from '../../operator-ui/outputs/output-order.ts';
import { trackerHint } from '../../operator-ui/start/tracker-hint.ts';
import {
  contentText,
  elapsedText,
  hoursText,
  numberText,
  stepDigits,
  turnText,
} from '../../operator-ui/theme/readout.ts';
import { freeFrameClock, goodOutput, idleRecorder } from '../support/statuses.ts';

const show = showSchema.parse({
  environments: [{ id: 'a', kind: 'scene', source: 'grid' }],
  cameras: [{ id: 'A', source: { device: 'sim', subject: '1' } }],
});
const state = initialState(show, 0);
const key = environmentKey(show, 'a', {}) ?? '';

const output = (id: string, more: Partial<OutputStatus> = {}): OutputStatus => ({
  ...goodOutput,
  id,
  program: 'a',
  prepared: [key],
  ...more,
});

describe('the load state of an environment', () => {
  test('names the outputs that a take would wait for', () => {
    const load = loadState(state, 'a', [output('x'), output('y', { prepared: [] })]);
    expect(load).toEqual({ ready: 1, counted: 2, missing: ['y'] });
    expect(loadText(load, true)).toBe('1/2 loading');
  });

  test('does not count outputs that nobody waits for', () => {
    const load = loadState(state, 'a', [
      output('x'),
      output('closed', { connected: false, prepared: [] }),
      output('hidden', { visible: false, prepared: [] }),
    ]);
    expect(loadText(load, true)).toBe('1/1 ready');
  });

  test('says so when no output is open, or nobody has asked for it', () => {
    expect(loadText(loadState(state, 'a', []), true)).toBe('no outputs open');
    expect(loadText({ ready: 0, counted: 3, missing: ['x'] }, false)).toBe('not loaded');
  });
});

describe('the outputs', () => {
  const outputs = [
    output('good'),
    output('closed', { connected: false }),
    output('alarmed', { alarms: ['late'] }),
    output('hidden', { visible: false }),
  ];

  test('stand worst first', () => {
    const ids = worstFirst(outputs).map(({ id }) => id);
    expect(ids).toEqual(['closed', 'hidden', 'alarmed', 'good']);
    expect(worstFirst(outputs).map(outputWord)).toEqual(['NOT OPEN', 'HIDDEN', 'ALARM', 'OK']);
  });

  test('and devices and cameras raise alarms that lead to their panel', () => {
    const alarms = alarmsOf({
      showTimeMs: 0,
      k: 0,
      frameClock: freeFrameClock,
      cameras: [],
      objects: [],
      devices: [
        {
          id: 'osc',
          kind: 'osc',
          state: 'unavailable',
          detail: 'in use',
          accepted: 0,
          refused: {},
          noted: {},
        },
      ],
      outputs,
      recorder: idleRecorder,
    });
    expect(alarms.map(({ tab }) => tab)).toEqual(['outputs', 'outputs', 'devices']);
    expect(alarms.at(-1)?.text).toBe('Device osc unavailable: in use');
    expect(alarmsOf(null)).toEqual([]);
  });

  describe('and the recorder', () => {
    const status = {
      showTimeMs: 0,
      k: 0,
      frameClock: freeFrameClock,
      cameras: [],
      objects: [],
      devices: [],
      outputs: [output('closed', { connected: false })],
      recorder: idleRecorder,
    };
    const words = {
      state: 'stopped',
      title: 'TAKE "12-A-t03" HAS STOPPED: the disk is full. The show goes on.',
      text: 'The take is kept up to there. Make room on the disk of the show, then press REC.',
    } as const;

    test('raises an alarm with what to do, before the outputs', () => {
      const [first, ...others] = alarmsOf(status, words);
      expect(first).toMatchObject({ tab: 'takes' });
      expect(first?.text).toContain('12-A-t03" HAS STOPPED: the disk is full');
      expect(first?.text).toContain('Make room on the disk');
      expect(others.map(({ tab }) => tab)).toEqual(['outputs']);
      const still = alarmsOf(status, { ...words, state: 'not-writing', title: 'NOT WRITING' });
      expect(still[0]?.text).toMatch(/^Recorder: NOT WRITING\. The take/);
    });

    test('raises none while it waits or records', () => {
      for (const state of ['idle', 'rolling'] as const) {
        expect(alarmsOf(status, { ...words, state }).map(({ tab }) => tab)).toEqual(['outputs']);
      }
    });

    test('says before a take that the disk has little room, and not once it says so itself', () => {
      const said = (more: Partial<typeof idleRecorder>) =>
        alarmsOf({ ...status, outputs: [], recorder: { ...idleRecorder, ...more } });
      expect(said({ freeBytes: 3 * 1024 ** 3 })[0]?.text).toBe(
        'The disk for takes has 3 GB left. Make room before the next take.',
      );
      expect(said({ freeBytes: 10 * 1024 ** 3 })).toEqual([]);
      expect(said({ freeBytes: null })).toEqual([]);
      const full = { ...status, outputs: [], recorder: { ...idleRecorder, freeBytes: 5 } };
      expect(alarmsOf(full, words)).toHaveLength(1);
    });
  });
});

test('everything that holds the picture back is named, gravest first', () => {
  const on = { on: true, k: 0 };
  const inhibits = { ...state.inhibits, freeze: on, blackout: on, holdTracking: ['A', 'B'] };
  const pattern = { pattern: 'grid' as const, output: 'x' };
  const words = activeInhibits({ ...state, inhibits: { ...inhibits, pattern } }).map((i) => i.word);
  expect(words).toEqual(['BLACKOUT', 'FREEZE', 'HOLD TRACKING A, B', 'PATTERN grid']);
  expect(activeInhibits(state)).toEqual([]);
});

describe('the history of a pose’s age', () => {
  test('keeps the worst of each quarter second', () => {
    const history = new AgeHistory();
    history.add(10, 1000);
    history.add(80, 1100);
    history.add(20, 1240);
    expect(history.at(0, 1249)).toBe(80);
  });

  test('has a hole where nothing came, and forgets after a minute', () => {
    const history = new AgeHistory();
    history.add(10, 1000);
    expect(history.at(0, 2000)).toBeNaN();
    expect(history.at(4, 2000)).toBe(10);
    history.add(30, 61_100);
    expect(history.at(0, 61_100)).toBe(30);
    expect(history.at(239, 61_100)).toBeNaN();
  });

  test('is empty before the first frame', () => {
    expect(new AgeHistory().at(100, 1000)).toBeNaN();
  });
});

describe('the rate of a device', () => {
  test('is that of the last two seconds', () => {
    const samples: RateSample[] = [];
    let rate = Number.NaN;
    for (let i = 0; i <= 40; i++) rate = packetRate(samples, { atMs: i * 250, count: i * 15 });
    expect(rate).toBeCloseTo(60, 6);
    expect(samples.length).toBeLessThan(12);
  });

  test('begins anew when the counter falls back', () => {
    const samples: RateSample[] = [{ atMs: 0, count: 500 }];
    expect(packetRate(samples, { atMs: 250, count: 3 })).toBeNaN();
    expect(packetRate(samples, { atMs: 500, count: 18 })).toBeCloseTo(60, 6);
  });
});

describe('a readout', () => {
  test('shows times as people read them', () => {
    expect(hoursText(3_725_400)).toBe('1:02:05');
    expect(elapsedText(65_000)).toBe('01:05');
    expect(contentText(61_540)).toBe('1:01.5');
  });

  test('never shows a negative zero or a NaN', () => {
    expect(numberText(-0.0001, 2)).toBe('0.00');
    expect(numberText(-1.5, 1)).toBe('−1.5');
    expect(numberText(Number.NaN, 1)).toBe('–');
    expect(numberText(null, 1)).toBe('–');
  });

  test('shows as many digits as a step can change', () => {
    expect([1, 0.1, 0.005, 0.25].map(stepDigits)).toEqual([0, 1, 3, 2]);
  });

  test('shows a pan to the left as positive', () => {
    const half = Math.sin(Math.PI / 8);
    const orientation: [number, number, number, number] = [0, half, 0, Math.cos(Math.PI / 8)];
    expect(turnText({ position: [0, 0, 0], orientation })).toBe('45.00°  0.00°  0.00°');
  });
});

test('a tracker is told the port of its device, or the protocol’s own', () => {
  const hint = trackerHint({ id: 'f', kind: 'freed', options: { port: 41000 } });
  expect(hint).toMatchObject({ name: 'FreeD', target: 'UDP 41000' });
  expect(trackerHint({ id: 'o', kind: 'osc', options: {} }).target).toBe('UDP 9000');
  expect(trackerHint({ id: 's', kind: 'simulated', options: {} }).target).toBe('built in');
  expect(trackerHint({ id: 'n', kind: 'newer', options: {} }).name).toBe('newer');
});
