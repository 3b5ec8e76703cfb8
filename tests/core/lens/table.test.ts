import { describe, expect, it } from 'vitest';
import { compileTables } from '../../../core/lens/compiled-tables.ts';
import { createDistortion } from '../../../core/lens/distortion.ts';
import { type LensTables, tables as tablesSchema } from '../../../core/lens/lens-schema.ts';
import { createTableReading, readDistortion, readTables } from '../../../core/lens/table.ts';

/** Zoom at 0, 0.2 and 1, focus at 0 and 0.5. */
const table: LensTables = tablesSchema.parse({
  zoom: [0, 0.2, 1],
  focus: [0, 0.5],
  focalLengthMm: [
    [24, 26],
    [30, 32],
    [70, 80],
  ],
  focusDistanceM: [
    [10, 1],
    [10, 1],
    [10, 1],
  ],
  entrancePupilMm: [
    [100, 110],
    [120, 130],
    [200, 240],
  ],
  projectionOffsetMm: [
    [
      [0.1, -0.2],
      [0.1, -0.2],
    ],
    [
      [0.3, 0],
      [0.3, 0],
    ],
    [
      [0.5, 0.4],
      [0.5, 0.4],
    ],
  ],
  iris: [0, 0.25, 1],
  fStop: [2, 4, 22],
});

const read = (tables: LensTables, zoom: number, focus: number, iris = Number.NaN) =>
  readTables(createTableReading(), compileTables(tables, [36, 24]), { zoom, focus, iris });

describe('lens tables', () => {
  it('give their own numbers at their nodes', () => {
    expect(read(table, 0.2, 0.5, 0.25)).toMatchObject({
      focalLengthMm: 32,
      focusDistanceM: 1,
      entrancePupilMm: 130,
      fStop: 4,
      projectionOffsetXMm: 0.3,
      projectionOffsetYMm: 0,
    });
  });

  it('are bilinear between nodes that stand unevenly', () => {
    // Zoom 0.6 is half way from 0.2 to 1, focus 0.125 a quarter of the way to 0.5.
    const at = read(table, 0.6, 0.125, 0.625);
    expect(at.focalLengthMm).toBeCloseTo(0.5 * (30 + 0.25 * 2) + 0.5 * (70 + 0.25 * 10), 12);
    expect(at.focusDistanceM).toBeCloseTo(10 - 0.25 * 9, 12);
    expect(at.entrancePupilMm).toBeCloseTo(0.5 * 122.5 + 0.5 * 210, 12);
    expect(at.projectionOffsetXMm).toBeCloseTo(0.4, 12);
    expect(at.projectionOffsetYMm).toBeCloseTo(0.2, 12);
    expect(at.fStop).toBeCloseTo(13, 12);
  });

  it('never go beyond their ends', () => {
    expect(read(table, -3, -3, -3)).toMatchObject({ focalLengthMm: 24, fStop: 2 });
    expect(read(table, 7, 7, 7)).toMatchObject({ focalLengthMm: 80, focusDistanceM: 1, fStop: 22 });
  });

  it('say that they do not know what no ring or column tells', () => {
    const { focalLengthMm, fStop } = read(table, Number.NaN, 0.1);
    expect([focalLengthMm, fStop]).toEqual([Number.NaN, Number.NaN]);
    const prime = tablesSchema.parse({ focus: [0, 1], focusDistanceM: [[5, 1]] });
    expect(read(prime, Number.NaN, 0.25).focusDistanceM).toBe(4);
    expect(read(prime, Number.NaN, 0.25).focalLengthMm).toBeNaN();
    expect(read(table, 0.2, Number.NaN).focalLengthMm).toBe(30);
  });

  it('take missing cells for unknown and throw at nothing', () => {
    const ragged = { ...table, focalLengthMm: [[24, 26], [30]] };
    expect(read(ragged, 0, 0).focalLengthMm).toBe(24);
    expect(read(ragged, 1, 1).focalLengthMm).toBeNaN();
  });

  it('carry a distortion and the overscan it needs', () => {
    const bending = tablesSchema.parse({
      zoom: [0, 1],
      distortion: {
        model: 'brown-conrady-d-u',
        radial: [[[2e-4, 0, 0, 0, 0, 0]], [[0, 0, 0, 0, 0, 0]]],
        tangential: [[[2e-5, 0]], [[0, 0]]],
      },
    });
    const compiled = compileTables(bending, [36, 24], [0.5, -0.25]);
    const half = readDistortion(createDistortion(), compiled, { zoom: 0.5, focus: 0, iris: 0 });
    expect(half).toMatchObject({
      model: 'brown-conrady-d-u',
      tangential: [1e-5, 0],
      projectionOffsetMm: [0.5, -0.25],
    });
    expect(half.radial[0]).toBeCloseTo(1e-4, 18);
    const straight = { ...bending.distortion!, tangential: undefined };
    const overscan = (zoom: number) =>
      readTables(
        createTableReading(),
        compileTables({ ...bending, distortion: straight }, [36, 24]),
        { zoom, focus: 0, iris: 0 },
      ).distortionOverscan;
    expect(overscan(0)).toBeCloseTo(1 + 2e-4 * 468, 9);
    expect(overscan(1)).toBe(1);
    expect(overscan(0.25)).toBeCloseTo(1 + 0.75 * 2e-4 * 468, 9);
  });
});
