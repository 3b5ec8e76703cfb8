import { describe, expect, test } from 'vitest';
import type { RecorderStatus, TakeSummary } from '../../core/takes/take-summary.ts';
import { actionFor, isRecordKey } from '../../operator-ui/operator/keyboard-map.ts';
import { type BarFacts, barWords } from '../../operator-ui/takes/bar-words.ts';
import {
  boardLabel,
  drafted,
  markRequest,
  noDraft,
  rollRequest,
} from '../../operator-ui/takes/board.ts';
import { countText, roomText, takeFaults, takeName } from '../../operator-ui/takes/take-words.ts';
import { isWriting, notWatched, watched } from '../../operator-ui/takes/writing-watch.ts';

const label = { id: '12-A-t03', scene: '12', slate: 'A', number: 3 };

const take: TakeSummary = {
  ...label,
  good: null,
  note: '',
  state: 'cut',
  startedAt: '2026-03-02T10:00:00.000Z',
  durationMs: 42_000,
  startTimecode: '10:00:00:00',
  endTimecode: '10:00:42:00',
  timecodeRate: { num: 24, den: 1, dropFrame: false },
  timecodeFrom: 'device',
  cameras: ['A', 'B'],
  backdrops: [],
  samples: 10_080,
  frames: 2520,
  lost: 0,
  segments: 1,
  bytes: 4_000_000,
  damagedBytes: 0,
  atRisk: false,
};

const recorder: RecorderStatus = {
  take: label,
  elapsedMs: 3000,
  samples: 720,
  frames: 180,
  lost: 0,
  records: { given: 900, written: 900, synced: 840 },
  bytes: 180_000,
  freeBytes: 412 * 1024 ** 3,
  minutesLeft: 500,
  atRisk: false,
  alarm: null,
};

const wrote = (written: number): RecorderStatus => ({
  ...recorder,
  records: { ...recorder.records, written },
});

describe('the words for a take', () => {
  test('are scene, slate and number as they are called out', () => {
    expect(takeName(label)).toBe('12 · A · take 3');
  });

  test('group the thousands of a count', () => {
    expect([0, 999, 1000, 1_234_567].map(countText)).toEqual([
      '0',
      '999',
      '1\u2009000',
      '1\u2009234\u2009567',
    ]);
  });

  test('say how long the disk lasts, and its room while the pace is not known', () => {
    expect(roomText(95, 1e9)).toBe('95 min');
    expect(roomText(1440, 1e9)).toBe('over 24 h');
    expect(roomText(null, 412 * 1024 ** 3)).toBe('412 GB');
    expect(roomText(null, null)).toBe('–');
  });

  test('name each thing about a take that must be looked at, and nothing of a good one', () => {
    expect(takeFaults(take)).toEqual([]);
    expect(takeFaults({ ...take, state: 'rolling' })).toEqual([]);
    const bad = { ...take, state: 'disk-full', atRisk: true, lost: 12, damagedBytes: 4 } as const;
    expect(takeFaults(bad)).toEqual(['disk full', 'at risk', '12 lost', 'damaged file']);
  });
});

describe('the board', () => {
  const takes = { rolling: null, scene: '12', slate: 'A', changes: 4 };

  test('shows the number that comes next of what is written on it', () => {
    expect(boardLabel(takes, noDraft, ['12-A-t01', '12-A-t02', '13-A-t07'])).toEqual(label);
    const other = boardLabel(takes, { scene: '13', slate: null }, ['12-A-t02', '13-A-t07']);
    expect(other).toMatchObject({ scene: '13', slate: 'A', number: 8 });
  });

  test('shows the take that rolls, whatever was written since', () => {
    const rolling = { ...label, rolledMs: 5 };
    expect(boardLabel({ ...takes, rolling }, { scene: '99', slate: 'Z' }, []).id).toBe('12-A-t03');
  });

  test('rolls with what this page has changed only, and a field left empty changes nothing', () => {
    expect(rollRequest(noDraft)).toEqual({ type: 'take.roll' });
    const scene = drafted(' 12B ', '12');
    const slate = drafted('  ', 'A');
    expect(rollRequest({ scene, slate })).toEqual({ type: 'take.roll', scene: '12B' });
    expect(drafted('12', '12')).toBeNull();
  });
});

describe('whether a take is written', () => {
  test('is known while its file grows, and no longer two seconds after it stood still', () => {
    let watch = watched(notWatched, wrote(300), 1000);
    watch = watched(watch, wrote(450), 1500);
    watch = watched(watch, wrote(450), 2000);
    expect(isWriting(watch, 500, 3400)).toBe(true);
    expect(isWriting(watch, 500, 3501)).toBe(false);
    expect(isWriting(watched(watch, wrote(451), 3600), 500, 3601)).toBe(true);
  });

  test('is not known when the recorder says nothing at all', () => {
    expect(isWriting(notWatched, 10_000, 11_900)).toBe(true);
    expect(isWriting(notWatched, 10_000, 12_100)).toBe(false);
  });

  test('begins anew with another take, whose count begins low', () => {
    const before = watched(notWatched, wrote(90_000), 1000);
    const next = { ...wrote(3), take: { ...label, id: '12-A-t04' } };
    expect(isWriting(watched(before, next, 60_000), 1000, 61_000)).toBe(true);
  });
});

describe('what the take bar says', () => {
  const idle: BarFacts = {
    rolling: null,
    isRolling: false,
    recorder: { ...recorder, take: null },
    isLive: true,
    seenAlarm: null,
    isWriting: false,
    last: take,
  };
  const rolling: BarFacts = {
    ...idle,
    rolling: { ...label, rolledMs: 0 },
    isRolling: true,
    recorder,
    isWriting: true,
  };

  test('is nothing between takes, and what is locked in one', () => {
    expect(barWords(idle)).toEqual({ state: 'idle', title: '', text: '' });
    expect(barWords(rolling)).toMatchObject({ state: 'rolling' });
    expect(barWords(rolling).text).toMatch(/^Locked: .*overscan, which does not shrink/);
    const elsewhere = barWords({ ...idle, isRolling: true });
    expect(elsewhere).toMatchObject({ state: 'idle', title: 'A take rolls elsewhere' });
  });

  test('is first of all that nothing is written', () => {
    const atRisk = { ...recorder, atRisk: true, alarm: 'TAKE IS AT RISK' };
    const words = barWords({ ...rolling, recorder: atRisk, isWriting: false });
    expect(words).toMatchObject({ state: 'not-writing', title: 'NOT WRITING' });
    expect(words.text).toContain('Cut');
  });

  test('does not call a silent server a recorder that stands still', () => {
    const words = barWords({ ...rolling, isLive: false, isWriting: false });
    expect(words).toMatchObject({ state: 'warning', title: 'NOT KNOWN' });
  });

  test('warns of a take at risk, of holes, and of a disk that gets full', () => {
    const said = (more: Partial<RecorderStatus>) =>
      barWords({ ...rolling, recorder: { ...recorder, ...more } });
    expect(said({ atRisk: true, alarm: 'TAKE "x" IS AT RISK' }).title).toBe('TAKE "x" IS AT RISK');
    expect(said({ lost: 1200 })).toMatchObject({ state: 'warning', title: 'HOLES' });
    expect(said({ lost: 1200 }).text).toContain('1\u2009200 records');
    const alarm = 'The disk has 3.0 GB left, about 20 minutes. Make room.';
    expect(said({ alarm })).toEqual({ state: 'warning', title: alarm, text: '' });
  });

  test('tells what to do when the recorder stopped by itself, until that was read', () => {
    const alarm = 'TAKE "12-A-t03" HAS STOPPED: the disk is full. The show goes on.';
    const facts = { ...idle, recorder: { ...recorder, take: null, alarm } };
    expect(barWords(facts)).toMatchObject({ state: 'stopped', title: alarm });
    expect(barWords(facts).text).toContain('Make room');
    expect(barWords({ ...facts, seenAlarm: alarm }).state).toBe('idle');
    const failed = { ...facts, last: { ...take, state: 'recorder-failed' as const } };
    const other = { ...failed, recorder: { ...facts.recorder, alarm: 'TAKE HAS STOPPED: x.' } };
    expect(barWords(other).text).toContain('restart the server');
  });
});

describe('the mark of a take', () => {
  test('is given by a press, changed by a press of the other, and taken back by the same again', () => {
    const pressed = (now: boolean | null, good: boolean) =>
      markRequest({ id: '12-A-t03', good: now }, good).good;
    expect([pressed(null, true), pressed(null, false)]).toEqual([true, false]);
    expect([pressed(true, false), pressed(false, true)]).toEqual([false, true]);
    expect([pressed(true, true), pressed(false, false)]).toEqual([null, null]);
  });
});

test('R records, G and N mark the last take', () => {
  const press = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false };
  expect(actionFor({ ...press, key: 'r' }, 'nobody')).toEqual({ kind: 'record' });
  expect(actionFor({ ...press, key: 'r' }, 'text')).toBeUndefined();
  expect(actionFor({ ...press, key: 'r', repeat: true }, 'nobody')).toBeUndefined();
  expect(actionFor({ ...press, key: 'g' }, 'control')).toEqual({ kind: 'mark', good: true });
  expect(actionFor({ ...press, key: 'N' }, 'nobody')).toEqual({ kind: 'mark', good: false });
  expect([isRecordKey('R'), isRecordKey('r'), isRecordKey('g')]).toEqual([true, true, false]);
});
