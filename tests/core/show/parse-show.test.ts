import { describe, expect, it } from 'vitest';
import { parseShow } from '../../../core/show/parse-show.ts';
import { applyPatch } from '../../../core/show/patch.ts';
import { sceneIds, twoWallsDocument } from './two-walls.ts';

type Path = (string | number)[];

/** The two-walls show with one place changed. */
const changed = (path: Path, after: unknown): unknown =>
  applyPatch<unknown>(twoWallsDocument(), [{ path, after }]);

function problemsOf(document: unknown) {
  const parsed = parseShow(document, sceneIds);
  return parsed.ok ? [] : parsed.fault;
}

describe('a show document', () => {
  it('is filled with defaults where it says nothing', () => {
    const parsed = parseShow({}, sceneIds);
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        format: 1,
        name: 'Untitled show',
        cameras: [],
        stage: { eye: [0, 1.6, 0], rates: { wall: { num: 60, den: 1 } } },
      },
    });
  });

  it('keeps keys that nobody knows, at every depth', () => {
    const document = changed(['stage', 'walls', 0, 'surface', 'maker'], 'somebody');
    const parsed = parseShow(document, sceneIds);
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        'x-note': { author: 'somebody' },
        stage: { walls: [{ surface: { maker: 'somebody' } }, {}] },
      },
    });
  });

  const wrong: [string, Path, unknown, string, string][] = [
    [
      'a slice of an unknown wall',
      ['stage', 'outputs', 0, 'slices', 0, 'wall'],
      'gone',
      '/stage/outputs/0/slices/0/wall',
      'unknown-wall',
    ],
    [
      'overlapping slices',
      ['stage', 'outputs', 0, 'slices', 1, 'at'],
      [700, 0],
      '/stage/outputs/0/slices/1',
      'overlapping-slices',
    ],
    [
      'a slice outside its wall',
      ['stage', 'outputs', 0, 'slices', 0, 'from'],
      [800, 0, 768, 768],
      '/stage/outputs/0/slices/0/from',
      'outside-wall',
    ],
    [
      'a turned slice outside its output',
      ['stage', 'outputs', 0, 'size'],
      [1536, 700],
      '/stage/outputs/0/slices/0/at',
      'outside-output',
    ],
    [
      'a negative wall size',
      ['stage', 'walls', 0, 'surface', 'width'],
      -6,
      '/stage/walls/0/surface/width',
      'too_small',
    ],
    [
      'a negative pixel size',
      ['stage', 'walls', 0, 'pixels', 1],
      -768,
      '/stage/walls/0/pixels/1',
      'too_small',
    ],
    [
      'a sweep of a whole circle',
      ['stage', 'walls', 1, 'surface', 'sweepDeg'],
      360,
      '/stage/walls/1/surface/sweepDeg',
      'too_big',
    ],
    [
      'an unknown scene',
      ['environments', 1, 'source'],
      'atlantis',
      '/environments/1/source',
      'unknown-scene',
    ],
    [
      'a camera on an unknown device',
      ['cameras', 1, 'source', 'device'],
      'freed',
      '/cameras/1/source/device',
      'unknown-device',
    ],
    ['two cameras of one id', ['cameras', 1, 'id'], 'A', '/cameras/1/id', 'duplicate-id'],
    [
      'a model outside the show folder',
      ['environments', 0],
      { id: 'x', kind: 'gltf', source: '../../etc/passwd.glb' },
      '/environments/0/source',
      'bad-path',
    ],
    [
      'bounds without an inside',
      ['stage', 'bounds', 'min'],
      [50, -5, -50],
      '/stage/bounds',
      'empty-bounds',
    ],
    [
      'a text for a number',
      ['cameras', 0, 'trackingAgeMs'],
      '12',
      '/cameras/0/trackingAgeMs',
      'invalid_type',
    ],
    [
      'an infinite number',
      ['stage', 'bounds', 'max', 0],
      Number.POSITIVE_INFINITY,
      '/stage/bounds/max/0',
      'invalid_type',
    ],
    [
      'an id with a slash',
      ['stage', 'outputs', 0, 'id'],
      'a/b',
      '/stage/outputs/0/id',
      'invalid_format',
    ],
  ];
  it.each(wrong)('with %s is refused with a pointer to it', (_what, path, value, pointer, code) => {
    const problems = problemsOf(changed(path, value));
    expect(problems).toContainEqual(expect.objectContaining({ path: pointer, code }));
  });

  it('reports every problem, not the first one only', () => {
    const document = applyPatch<unknown>(twoWallsDocument(), [
      { path: ['cameras', 0, 'source', 'device'], after: 'gone' },
      { path: ['environments', 2, 'source'], after: 'gone' },
    ]);
    expect(problemsOf(document).map(({ path }) => path)).toEqual([
      '/cameras/0/source/device',
      '/environments/2/source',
    ]);
  });

  it.each([[null], [7], ['show'], [[]], [[{}]]])(
    'that is %j and no object is refused',
    (document) => {
      expect(problemsOf(document).length).toBeGreaterThan(0);
    },
  );
});
