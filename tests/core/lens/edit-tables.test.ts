import { describe, expect, it } from 'vitest';
import { checkLens } from '../../../core/lens/check-lens.ts';
import { withNode, withoutReading } from '../../../core/lens/edit-tables.ts';
import { importUlens } from '../../../core/lens/import-ulens.ts';
import type { LensTables } from '../../../core/lens/lens-schema.ts';
import { fixtureText } from './distortion-fixture.ts';

const tables: LensTables = {
  zoom: [0, 0.5, 1],
  focus: [0, 1],
  focalLengthMm: [
    [24, 25],
    [50, 51],
    [90, 93],
  ],
  iris: [0, 1],
  fStop: [2.8, 22],
};

describe('a table that is edited', () => {
  it('has another value at one node, and is otherwise the same', () => {
    const edited = withNode(tables, 'focalLengthMm', { zoom: 1, focus: 1, iris: 0 }, 52);
    expect(edited.focalLengthMm).toEqual([
      [24, 25],
      [50, 52],
      [90, 93],
    ]);
    expect(tables.focalLengthMm?.[1]?.[1]).toBe(51);
    expect(withNode(tables, 'fStop', { zoom: 0, focus: 0, iris: 1 }, 16).fStop).toEqual([2.8, 16]);
  });

  it('loses a reading of a ring in every column', () => {
    expect(withoutReading(tables, 'zoom', 1)).toMatchObject({
      zoom: [0, 1],
      focalLengthMm: [
        [24, 25],
        [90, 93],
      ],
      fStop: [2.8, 22],
    });
    expect(withoutReading(tables, 'focus', 0)).toMatchObject({
      focus: [1],
      focalLengthMm: [[25], [51], [93]],
    });
    expect(withoutReading(tables, 'iris', 1)).toMatchObject({ iris: [0], fStop: [2.8] });
  });

  it('keeps the last reading of a ring', () => {
    const one = withoutReading(tables, 'focus', 0);
    expect(withoutReading(one, 'focus', 0)).toEqual(one);
  });

  it('still passes the check when it has every column', () => {
    const file = importUlens(fixtureText('zoom-27-108.ulens'));
    if (!file.ok || !file.value.lens.tables) throw new Error('the fixture is no lens');
    const { lens } = file.value;
    const shorter = withoutReading(file.value.lens.tables, 'zoom', 1);
    const both = withoutReading(shorter, 'focus', 1);
    expect(both.zoom.length).toBe(file.value.lens.tables.zoom.length - 1);
    expect(checkLens({ ...lens, tables: both }, '')).toEqual([]);
  });
});
