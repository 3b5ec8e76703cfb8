import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { checkLens } from '../../../core/lens/check-lens.ts';
import type { lens } from '../../../core/show/camera-schema.ts';
import { lensSettings } from './lens-settings.ts';

const problemsOf = (part: z.input<typeof lens>) =>
  checkLens(lensSettings(part), '/cameras/0/lens').map(({ path, code }) => [path, code]);

const node = [0, 0, 0, 0, 0, 0] as const;

describe('a lens in a show', () => {
  it('is as it was before there were tables, and passes', () => {
    const old = {
      kind: 'table' as const,
      table: [
        { encoder: 0, focalLengthMm: 24 },
        { encoder: 65535, focalLengthMm: 70, entrancePupilMm: 120 },
      ],
    };
    expect(lensSettings(old)).toMatchObject({ ...old, projectionOffsetMm: [0, 0], squeeze: 1 });
    expect(problemsOf(old)).toEqual([]);
    expect(problemsOf({})).toEqual([]);
  });

  it('keeps keys that nobody knows', () => {
    const tables = { zoom: [0], focalLengthMm: [[35]], 'x-measuredBy': 'somebody' };
    expect(lensSettings({ tables })).toMatchObject({ tables });
  });

  const wrong: [string, z.input<typeof lens>, string, string][] = [
    [
      'rows out of order',
      { table: [2, 1].map((encoder) => ({ encoder, focalLengthMm: 30 })) },
      '/table/1/encoder',
      'out-of-order',
    ],
    ['readings out of order', { tables: { zoom: [0, 1, 1] } }, '/tables/zoom/2', 'out-of-order'],
    [
      'too few rows',
      { tables: { zoom: [0, 1], focalLengthMm: [[30]] } },
      '/tables/focalLengthMm',
      'table-shape',
    ],
    [
      'too few values in a row',
      { tables: { zoom: [0, 1], focus: [0, 1], entrancePupilMm: [[1, 2], [3]] } },
      '/tables/entrancePupilMm/1',
      'table-shape',
    ],
    ['f-stops without readings', { tables: { fStop: [2, 4] } }, '/tables/fStop', 'table-shape'],
    [
      'a table without end',
      { tables: { zoom: range(128), focus: range(64) } },
      '/tables',
      'table-size',
    ],
    [
      'an encoder without a range',
      { encoders: { focus: { from: 7, to: 7 } } },
      '/encoders/focus/to',
      'empty-range',
    ],
    ['a sensor mode nobody knows', { sensorMode: 'brownie' }, '/sensorMode', 'unknown-sensor-mode'],
    [
      'a distortion that folds inside the sensor',
      { distortion: { model: 'brown-conrady-d-u', radial: [-1 / 300, 0, 0, 0, 0, 0] } },
      '/distortion/radial',
      'distortion-folds',
    ],
    [
      'one node that folds',
      {
        tables: {
          zoom: [0, 1],
          distortion: { radial: [[[...node]], [[-1 / 300, 0, 0, 0, 0, 0]]] },
        },
      },
      '/tables/distortion/radial/1/0',
      'distortion-folds',
    ],
  ];
  it.each(wrong)('with %s is refused with a pointer to it', (_what, part, pointer, code) => {
    expect(problemsOf(part)).toContainEqual([`/cameras/0/lens${pointer}`, code]);
  });
});

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
