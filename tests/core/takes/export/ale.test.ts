import { describe, expect, it } from 'vitest';
import { aleText } from '../../../../core/takes/export/ale.ts';
import type { TakeSummary } from '../../../../core/takes/take-summary.ts';

const take: TakeSummary = {
  id: '12-A-t03',
  scene: '12',
  slate: 'A',
  number: 3,
  good: true,
  note: 'eye line\tlow,\nsecond half good',
  state: 'cut',
  startedAt: '2026-11-22T12:00:00.250Z',
  durationMs: 2000,
  startTimecode: '10:00:00;01',
  endTimecode: '10:00:02;01',
  timecodeRate: { num: 30_000, den: 1001, dropFrame: true },
  timecodeFrom: 'device',
  cameras: ['A', 'B'],
  backdrops: [],
  samples: 200,
  frames: 120,
  lost: 0,
  segments: 1,
  bytes: 1000,
  damagedBytes: 0,
  atRisk: false,
};

/** An independent reader: sections by their names, then a table parted by tabs. */
function readAle(text: string) {
  const [, heading = '', column = '', data = ''] =
    /^Heading\n([\s\S]*?)\nColumn\n([\s\S]*?)\nData\n([\s\S]*)$/.exec(text) ?? [];
  const names = column.trim().split('\t');
  const rows = data
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const fields = line.split('\t');
      expect(fields).toHaveLength(names.length);
      return Object.fromEntries(names.map((name, i) => [name, fields[i]]));
    });
  const head = heading.trim().split('\n');
  return { head: Object.fromEntries(head.map((line) => line.split('\t'))), rows };
}

describe('an Avid log', () => {
  it('has a heading with the rate and a line a take', () => {
    const marked = { ...take, id: '12-A-t04', number: 4, good: null, note: '', atRisk: true };
    const { head, rows } = readAle(aleText([take, marked]));
    expect(head).toMatchObject({ FIELD_DELIM: 'TABS', FPS: '29.97' });
    expect(rows[0]).toEqual({
      Name: '12-A-t03',
      Tracks: 'V',
      Start: '10:00:00;01',
      End: '10:00:02;01',
      Scene: '12',
      Slate: 'A',
      Take: '3',
      Good: 'Yes',
      Comments: 'eye line low, second half good',
      Cameras: 'A B',
      State: 'cut',
    });
    expect(rows[1]).toMatchObject({ Take: '4', Good: '', State: 'cut, at risk' });
  });

  it('is well formed without any take, and leaves takes of another rate out', () => {
    expect(readAle(aleText([])).rows).toEqual([]);
    const slow = { ...take, timecodeRate: { num: 24, den: 1, dropFrame: false } };
    expect(readAle(aleText([take, slow])).rows).toHaveLength(1);
  });
});
