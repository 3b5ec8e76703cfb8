import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type LensSettings, lens } from '../../core/show/camera-schema.ts';
import { createLensState } from '../../core/tracking/lens.ts';
import {
  curveChoices,
  drawnCurve,
  drawnDistortion,
  nearestPlace,
  ringsOf,
} from '../../operator-ui/setup/lens/curve-choices.ts';
import {
  exportName,
  lensFromFile,
  partFromImport,
} from '../../operator-ui/setup/lens/lens-files.ts';
import { tablesFromCounts } from '../../operator-ui/setup/lens/lens-marks.ts';
import {
  distortionAt,
  exportedLens,
  fieldWords,
  lensNow,
} from '../../operator-ui/setup/lens/lens-now.ts';
import {
  lensRefusals,
  otherRefusals,
  refusalOf,
} from '../../operator-ui/setup/lens/lens-refusals.ts';
import { lensSummary } from '../../operator-ui/setup/lens/lens-summary.ts';
import { plotScale, scaleShare } from '../../operator-ui/setup/lens/plot-scale.ts';
import {
  barShare,
  countsOf,
  learntEncoders,
  readingsOf,
  unrackedRings,
  withCounts,
} from '../../operator-ui/setup/lens/rings.ts';
import { typedNumber, typedText } from '../../operator-ui/setup/lens/typed-number.ts';

const settings = (part: Parameters<typeof lens.parse>[0] = {}): LensSettings => lens.parse(part);
const unheard = { zoom: Number.NaN, focus: Number.NaN, iris: Number.NaN };
const ulens = readFileSync(new URL('../fixtures/lens/zoom-27-108.ulens', import.meta.url), 'utf8');
const imported = lensFromFile(
  { name: 'Testar.ulens', format: 'ulens', text: ulens },
  { sensorWidthMm: 36 },
);
if (!imported.ok) throw new Error('the fixture is no lens');
const zoomLens = imported.value.lens;

describe('a typed number', () => {
  test('may have a comma or a minus sign, and comes back without crumbs', () => {
    expect(typedNumber(' 1,5 ')).toBe(1.5);
    expect(typedNumber('−3e-5')).toBe(-3e-5);
    expect(typedNumber('32 mm')).toBeUndefined();
    expect(typedNumber('')).toBeUndefined();
    expect(typedText(0.1 + 0.2)).toBe('0.3');
    expect(typedText(16_777_215)).toBe('16777215');
  });
});

describe('a refused change of a lens', () => {
  const [code, message] = ['too_big', 'Too big'];

  test('belongs to the field that the pointer names, before and after it was parsed', () => {
    const refusals = lensRefusals({
      code,
      message,
      problems: [
        { path: '/lens/sensorMm/1', code, message },
        {
          path: '/cameras/3/lens/distortion/radial',
          code: 'distortion-folds',
          message: 'It folds.',
        },
      ],
    });
    expect(refusalOf(refusals, 'sensorMm/1')).toMatchObject({ isRange: true });
    expect(refusalOf(refusals, 'sensorMm/0')).toBeUndefined();
    expect(refusalOf(refusals, 'distortion')).toMatchObject({ message: 'It folds.' });
    expect(otherRefusals(refusals)).toEqual([]);
  });

  test('that is of no field is said with what to do', () => {
    const refusals = lensRefusals({ code: 'offline', message: 'Not sent.' });
    expect(otherRefusals(refusals)[0]?.message).toContain('Press it again');
  });
});

describe('rings', () => {
  const encoders = { zoom: { from: 1000, to: 3000, invert: false } };
  const raw = { zoomEncoder: 2000, focusEncoder: null, irisEncoder: 0.25 };

  test('read 0 to 1 over their range, else as the wire says', () => {
    const readings = readingsOf(encoders, countsOf(raw));
    expect(readings).toEqual({ zoom: 0.5, focus: Number.NaN, iris: 0.25 });
    expect(readingsOf(undefined, countsOf(null))).toEqual(unheard);
  });

  test('that were racked have a range; the others keep theirs', () => {
    const counts = [5000, 20_000, 61_000, 1200];
    const racked = counts.reduce(
      (seen, zoom) => withCounts(seen, { zoom, focus: Number.NaN, iris: 77 }, encoders),
      unrackedRings(),
    );
    expect(learntEncoders(racked, encoders)).toEqual({
      zoom: { from: 1200, to: 61_000, invert: true },
    });
    expect(barShare(undefined, 30_500, racked.zoom)).toBe(0.5);
    expect(barShare(encoders.zoom, 1500, racked.zoom)).toBe(0.25);
    expect(barShare(undefined, Number.NaN, racked.focus)).toBe(0);
  });
});

describe('marks', () => {
  const zoom = (id: number, counts: number, value: number) =>
    ({ id, ring: 'zoom', counts, value }) as const;
  const marks = [zoom(1, 3000, 90), zoom(2, 1000, 30), zoom(3, 2000, 50)];

  test('become tables at what the counts read now', () => {
    const plain = tablesFromCounts(marks, undefined);
    expect(plain.tables).toEqual({
      zoom: [1000, 2000, 3000],
      focus: [0],
      focalLengthMm: [[30], [50], [90]],
    });
    const ranged = tablesFromCounts(marks, { zoom: { from: 1000, to: 3000, invert: true } });
    expect(ranged.tables).toMatchObject({ zoom: [0, 0.5, 1], focalLengthMm: [[90], [50], [30]] });
  });

  test('that turn back are named', () => {
    const iris = { id: 8, ring: 'iris', counts: 5, value: 2.8 } as const;
    const learnt = tablesFromCounts([iris, ...marks, zoom(9, 2500, 45)], undefined);
    expect(learnt.tables).toBeUndefined();
    expect(learnt.faulty).toEqual([9]);
    expect(learnt.faults[0]).toContain('turn back');
    expect(tablesFromCounts([], undefined)).toEqual({ tables: undefined, faults: [], faulty: [] });
  });
});

describe('a plot', () => {
  test('has round marks around everything that is drawn', () => {
    expect(plotScale([27, 63, 108])).toEqual({
      from: 25,
      to: 125,
      ticks: [25, 50, 75, 100, 125],
      digits: 0,
    });
    expect(plotScale([0, 1])).toMatchObject({ ticks: [0, 0.25, 0.5, 0.75, 1], digits: 2 });
    const tiny = plotScale([-0.0123, 0.0004]);
    expect(tiny.from).toBeLessThanOrEqual(-0.0123);
    expect(tiny.to).toBeGreaterThanOrEqual(0.0004);
  });

  test('has room for a level line and for none', () => {
    for (const values of [[50, 50], [0], [], [Number.NaN]]) {
      const scale = plotScale(values);
      expect(scale.to).toBeGreaterThan(scale.from);
      expect(scale.ticks.length).toBeGreaterThan(1);
      expect(scaleShare(scale, values[0] || 0)).toBeGreaterThanOrEqual(0);
    }
  });

  test('draws a column over the ring that it belongs to, and marks where the ring stands', () => {
    const { tables } = zoomLens;
    if (!tables) throw new Error('the fixture has no tables');
    const [focal, , focus] = curveChoices(tables);
    if (!focal || !focus) throw new Error('the fixture has no focal length');
    expect(ringsOf(focal, tables)).toEqual(['zoom', 'focus']);
    expect(ringsOf(focus, tables)[0]).toBe('focus');
    const curve = drawnCurve(zoomLens, focal, 'zoom', { zoom: 0.25, focus: 0, iris: Number.NaN });
    expect(curve.nodes.map(({ y }) => y)).toEqual([27, 54, 108]);
    expect(curve.live?.x).toBe(0.25);
    expect(curve.live?.y).toBeCloseTo(40.5, 6);
    expect(drawnCurve(zoomLens, focal, 'zoom', { ...unheard, focus: 0 }).live).toBeUndefined();
    expect(nearestPlace(tables.focus, 0.4)).toBe(tables.focus.indexOf(0.5));
    expect(nearestPlace(tables.focus, Number.NaN)).toBe(0);
  });

  test('draws the distortion of the zoom that is heard, and of its first reading before', () => {
    const wide = drawnDistortion(distortionAt(zoomLens, { ...unheard, zoom: 0 }), [36, 20.25]);
    const long = drawnDistortion(distortionAt(zoomLens, { ...unheard, zoom: 1 }), [36, 20.25]);
    expect(drawnDistortion(distortionAt(zoomLens, unheard), [36, 20.25])).toEqual(wide);
    // Barrel at the wide end, pincushion at the long one.
    expect(wide.at(-1)?.y).toBeGreaterThan(0);
    expect(long.at(-1)?.y).toBeLessThan(0);
    expect(drawnDistortion(distortionAt(settings(), unheard), [36, 24])).toEqual([]);
  });
});

describe('what a lens sees now', () => {
  const reported = { ...createLensState(), focalLengthMm: 100 };

  test('is as written where it is fixed, and as reported where it moves', () => {
    const fixed = settings({ focalLengthMm: 50 });
    expect(lensNow(fixed, reported).focalLengthMm).toBe(50);
    expect(lensNow({ ...fixed, kind: 'tracked' }, reported).focalLengthMm).toBe(100);
    expect(lensNow({ ...fixed, kind: 'table' }, undefined).focalLengthMm).toBe(50);
  });

  test('is said in degrees, with what distortion adds', () => {
    const state = {
      ...createLensState(),
      focalLengthMm: 18,
      sensorWidthMm: 36,
      sensorHeightMm: 24,
    };
    expect(fieldWords(state)).toEqual({ field: '90.00° × 67.38°', distorted: '' });
    const { field, distorted } = fieldWords({ ...state, distortionOverscan: 1.1 });
    expect(field).toBe('90.00° × 67.38°');
    expect(distorted).toContain('1.1000');
    expect(distorted).toContain('95.45°');
  });
});

describe('a lens file', () => {
  test('is told line by line', () => {
    const lines = new Map(lensSummary(imported.value));
    expect(lines.get('Lens')).toContain('Testar 27-108');
    expect(lines.get('Rows')).toBe('3 zoom × 4 focus readings, 3 of the iris');
    expect(lines.get('Focal length')).toBe('27 to 110.16 mm');
    expect(lines.get('operator')).toBe('somebody');
  });

  test('takes the place of a lens, but for what the counts of the rings mean', () => {
    const part = partFromImport(imported.value, 'Testar.ulens');
    expect(part).toMatchObject({ kind: 'table', sensorMode: null, table: null, distortion: null });
    expect(part.tables).toBe(zoomLens.tables);
    expect(part).not.toHaveProperty('encoders');
    const nameless = { ...imported.value, lens: { ...zoomLens, name: undefined } };
    expect(partFromImport(nameless, 'Cooke 32.yml').name).toBe('Cooke 32');
  });

  test('can be written from a lens and read again', () => {
    const lensHere = settings({ focalLengthMm: 40, entrancePupilMm: 123, squeeze: 1.8 });
    const text = JSON.stringify(exportedLens(lensHere, undefined, unheard));
    const again = lensFromFile(
      { name: 'A.json', format: 'opentrackio', text },
      { sensorWidthMm: 36 },
    );
    expect(again.ok && again.value.lens).toMatchObject({
      focalLengthMm: 40,
      entrancePupilMm: 123,
      squeeze: 1.8,
    });
    expect(exportName('A', 'Cooke S4/i 32mm')).toBe('A-Cooke-S4-i-32mm.json');
    expect(exportName('A')).toBe('A.json');
  });
});
