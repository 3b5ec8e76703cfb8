import { describe, expect, it } from 'vitest';
import { compileTables } from '../../../core/lens/compiled-tables.ts';
import { createDistortion } from '../../../core/lens/distortion.ts';
import { importUlens } from '../../../core/lens/import-ulens.ts';
import { createTableReading, readDistortion, readTables } from '../../../core/lens/table.ts';
import { fixtureText } from './distortion-fixture.ts';

const text = fixtureText('zoom-27-108.ulens');

function imported(source = text) {
  const result = importUlens(source);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

/** The file with one thing changed in place. */
function changed(change: (file: ReturnType<typeof JSON.parse>) => void): string {
  const file = JSON.parse(text);
  change(file);
  return JSON.stringify(file);
}

const problemsOf = (source: string) => {
  const result = importUlens(source);
  return result.ok ? [] : result.fault;
};

describe('a lens file of Unreal', () => {
  const { lens } = imported();
  const compiled = compileTables(lens.tables!, [36, 20.25]);
  const at = (zoom: number, focus: number, iris = 0) =>
    readTables(createTableReading(), compiled, { zoom, focus, iris });

  it('becomes a lens of kind table with its name, sensor and metadata', () => {
    const { metadata, notes } = imported();
    expect(lens).toMatchObject({
      kind: 'table',
      name: 'Testar 27-108 Zoom 0042',
      sensorMm: [36, 20.25],
    });
    expect(metadata).toEqual({ operator: 'somebody', chart: 'A2' });
    expect(notes).toEqual([]);
  });

  it('gives the focal length of every point, and bilinear ones between them', () => {
    expect(at(0, 0).focalLengthMm).toBeCloseTo(27, 9);
    expect(at(0.5, 1).focalLengthMm).toBeCloseTo(54 * 1.02, 9);
    expect(at(1, 0.5).focalLengthMm).toBeCloseTo(108 * 1.01, 9);
    // A quarter of the way in zoom is half way from 27 to 54; so is focus from 1 to 1.01.
    expect(at(0.25, 0.25).focalLengthMm).toBeCloseTo(40.5 * 1.005, 9);
  });

  it('has tables of fewer points on the same axes', () => {
    expect(at(0.5, 1).projectionOffsetXMm).toBeCloseTo((0.01 * 36) / 2, 9);
    expect(at(0.5, 0).projectionOffsetYMm).toBeCloseTo((-0.01 * 20.25) / 2, 9);
    expect(at(0.5, 0.5).entrancePupilMm).toBeCloseTo(105, 9);
    expect(at(0, 1).entrancePupilMm).toBeCloseTo(90, 9);
    expect(at(0.7, 0.25, 0.75)).toMatchObject({ focusDistanceM: 3 });
    expect(at(0.7, 0.25, 0.75).fStop).toBeCloseTo(10.8, 9);
  });

  it('has OpenCV’s distortion in mm: a term of rⁿ over Fⁿ', () => {
    const distortion = readDistortion(createDistortion(), compiled, { zoom: 0, focus: 0, iris: 0 });
    expect(distortion.model).toBe('brown-conrady-u-d');
    expect(distortion.radial[0]).toBeCloseTo(-0.1 / 27 ** 2, 15);
    expect(distortion.radial[2]).toBeCloseTo(0.02 / 27 ** 4, 18);
    expect(distortion.radial[4]).toBeCloseTo(0.001 / 27 ** 6, 21);
    expect([distortion.radial[1], distortion.radial[3], distortion.radial[5]]).toEqual([0, 0, 0]);
    expect(distortion.tangential[0]).toBeCloseTo(0.0005 / 27, 15);
    expect(distortion.tangential[1]).toBeCloseTo(-0.0004 / 27, 15);
  });

  it('may be in millimetres, and its nodal offset in Unreal’s own axes', () => {
    const source = changed((file) => {
      file.metadata.fxFyUnits = 'Millimeters';
      file.metadata.cxCyUnits = 'Millimeters';
      file.metadata.nodalOffsetCoordinateSystem = 'Unreal';
      const [focal, centre, nodal] = file.cameraParameterTables;
      focal.data = '0, 0, 50, 50';
      centre.data = '0, 0, 18.5, 10';
      nodal.data = '0, 0, 0, 0, 0, 1, 7, 0, 0';
    });
    const { tables } = imported(source).lens;
    expect(tables?.focalLengthMm?.[0]?.[0]).toBe(50);
    expect(tables?.projectionOffsetMm?.[0]?.[0]).toEqual([0.5, -0.125]);
    expect(tables?.entrancePupilMm?.[0]?.[0]).toBe(70);
  });

  it('says what it does not use', () => {
    const source = changed((file) => {
      file.cameraParameterTables[2].data = '0, 0, 0, 0.1, 0, 1, 0.5, 0, 8';
      file.cameraParameterTables.push({ parameterName: 'STMapTable', header: 'A', data: '' });
      file.sensorDimensions.height = 24;
    });
    const { notes } = imported(source);
    expect(notes.some((note) => note.includes('Qy, Tx'))).toBe(true);
    expect(notes.some((note) => note.includes('STMapTable'))).toBe(true);
    expect(notes.some((note) => note.startsWith('Fy differs from Fx by 18.5 %'))).toBe(true);
  });

  const wrong: [string, string, string, string][] = [
    ['no JSON', '{', '', 'not-json'],
    ['too long', ' '.repeat(4_000_001), '', 'too-large'],
    ['something else', '{"metadata":{"type":"Song"}}', '/metadata/type', 'invalid_value'],
    [
      'of an anamorphic model',
      changed((file) => {
        file.metadata.lensInfo.distortionModel = 'Anamorphic';
      }),
      '/metadata/lensInfo/distortionModel',
      'model',
    ],
    [
      'without focal length',
      changed((file) => {
        file.cameraParameterTables.shift();
      }),
      '/cameraParameterTables',
      'no-focal-length',
    ],
    [
      'with a focal length of 0',
      changed((file) => {
        file.cameraParameterTables[0].data = '0, 0, 1, 1; 0, 1, 0, 0';
      }),
      '/cameraParameterTables/0/data',
      'focal-length',
    ],
    [
      'with a row cut short',
      changed((file) => {
        file.cameraParameterTables[3].data = '0, 0, -0.1, 0, 0, 0, 0; 0, 1, 0.1';
      }),
      '/cameraParameterTables/3/data',
      'bad-row',
    ],
    [
      'with a number that is none',
      changed((file) => {
        file.encoderTables[1].data = '0, nan';
      }),
      '/encoderTables/1/data',
      'bad-row',
    ],
    [
      'without a column',
      changed((file) => {
        file.cameraParameterTables[1].header = 'FocusEncoder, ZoomEncoder, Cx, Cz';
      }),
      '/cameraParameterTables/1/header',
      'missing-column',
    ],
    [
      'with more points than a table holds',
      changed((file) => {
        file.cameraParameterTables[0].data = Array.from(
          { length: 200 },
          (_, i) => `${i}, ${i}, 1, 1.777`,
        ).join(';');
      }),
      '/cameraParameterTables',
      'table-size',
    ],
    [
      'with a distortion that folds',
      changed((file) => {
        file.cameraParameterTables[3].data = '0, 0, -3, 0, 0, 0, 0';
      }),
      '/tables/distortion/radial/0/0',
      'distortion-folds',
    ],
  ];
  it.each(wrong)('that is %s is refused with a pointer', (_what, source, path, code) => {
    expect(problemsOf(source)).toContainEqual(expect.objectContaining({ path, code }));
  });
});
