import { describe, expect, it } from 'vitest';
import { compileTables } from '../../../core/lens/compiled-tables.ts';
import { type LensMarks, tablesFromMarks } from '../../../core/lens/learn-tables.ts';
import { createTableReading, readTables } from '../../../core/lens/table.ts';

const marks: LensMarks = {
  zoom: [
    { reading: 1, focalLengthMm: 90 },
    { reading: 0, focalLengthMm: 30 },
    { reading: 0.4, focalLengthMm: 47 },
    { reading: 0.4, focalLengthMm: 50 },
  ],
  focus: [
    { reading: 0, focusDistanceM: 100 },
    { reading: 1, focusDistanceM: 0.9 },
    { reading: 0.5, focusDistanceM: 3 },
  ],
  iris: [
    { reading: 0, fStop: 2.8 },
    { reading: 1, fStop: 22 },
  ],
};

describe('marks that an operator entered', () => {
  it('become tables that give them back, the last one at each reading', () => {
    const learnt = tablesFromMarks(marks);
    if (!learnt.ok) throw new Error(JSON.stringify(learnt.fault));
    const compiled = compileTables(learnt.value, [24.89, 14]);
    const at = (zoom: number, focus: number, iris: number) =>
      readTables(createTableReading(), compiled, { zoom, focus, iris });
    expect(at(0.4, 0.5, 0)).toMatchObject({ focalLengthMm: 50, focusDistanceM: 3, fStop: 2.8 });
    expect(at(0.7, 1, 0.5)).toMatchObject({ focalLengthMm: 70, focusDistanceM: 0.9 });
    expect(at(0.7, 1, 0.5).fStop).toBeCloseTo(12.4, 12);
  });

  it('of one ring make a table of that ring', () => {
    const learnt = tablesFromMarks({ zoom: [], focus: marks.focus, iris: [] });
    expect(learnt).toEqual({
      ok: true,
      value: { zoom: [0], focus: [0, 0.5, 1], focusDistanceM: [[100, 3, 0.9]] },
    });
  });

  it('that turn back are refused with the place in the list', () => {
    const zoom = [...marks.zoom, { reading: 0.6, focalLengthMm: 45 }];
    const learnt = tablesFromMarks({ ...marks, zoom });
    expect(learnt).toMatchObject({
      ok: false,
      fault: [{ path: '/zoom/4', code: 'marks-turn-back' }],
    });
    if (!learnt.ok) expect(learnt.fault[0]?.message).toContain('45 mm at 0.6 after 50 mm at 0.4');
  });

  it('need a pupil everywhere or nowhere', () => {
    const zoom = marks.zoom.map((mark, i) => (i === 0 ? { ...mark, entrancePupilMm: 90 } : mark));
    const learnt = tablesFromMarks({ ...marks, zoom });
    expect(learnt).toMatchObject({
      ok: false,
      fault: [{ path: '/zoom/1/entrancePupilMm' }, { path: '/zoom/3/entrancePupilMm' }],
    });
    const all = tablesFromMarks({
      ...marks,
      zoom: marks.zoom.map((mark) => ({ ...mark, entrancePupilMm: mark.focalLengthMm + 1 })),
    });
    expect(all).toMatchObject({
      ok: true,
      value: {
        entrancePupilMm: [
          [31, 31, 31],
          [51, 51, 51],
          [91, 91, 91],
        ],
      },
    });
  });
});
