import { describe, expect, it } from 'vitest';
import { distort } from '../../../core/lens/distortion.ts';
import { distortionOf } from '../../../core/lens/distortion-settings.ts';
import { importOpenCv } from '../../../core/lens/import-opencv.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { fixtureText } from './distortion-fixture.ts';

const yaml = fixtureText('calibration.yml');
const options = { sensorWidthMm: 23.76 };

/** What stands in the fixture. */
const [fx, fy, cx, cy] = [1452.3, 1449.8, 971.2, 526.5];
const [k1, k2, p1, p2, k3, k4, k5, k6] = [
  -0.11, 0.045, 6.2e-4, -8.1e-4, 0.013, 0.02, -0.005, 0.003,
];
const [widthPx, heightPx] = [1920, 1080];

/** Where OpenCV draws a direction (X/Z, Y/Z), in pixels: the formulas of its calib3d documentation. */
function openCvPixel(x: number, y: number): [number, number] {
  const r2 = x * x + y * y;
  const radial =
    (1 + k1 * r2 + k2 * r2 ** 2 + k3 * r2 ** 3) / (1 + k4 * r2 + k5 * r2 ** 2 + k6 * r2 ** 3);
  const bentX = x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x * x);
  const bentY = y * radial + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y;
  return [fx * bentX + cx, fy * bentY + cy];
}

function imported(text: string) {
  const result = importOpenCv(text, options);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value.lens;
}

const problemsOf = (text: string, more = {}) => {
  const result = importOpenCv(text, { ...options, ...more });
  return result.ok ? [] : result.fault;
};

describe('a calibration of OpenCV', () => {
  const lens = imported(yaml);

  it('becomes a fixed lens whose model leads from undistorted to distorted', () => {
    expect(lens).toMatchObject({ kind: 'fixed', distortion: { model: 'brown-conrady-u-d' } });
    expect(lens.focalLengthMm).toBeCloseTo((23.76 / 1920) * 1452.3, 12);
    expect(lens.projectionOffsetMm[0]).toBeCloseTo((23.76 / 1920) * 11.2, 12);
    expect(lens.sensorMm[1] / lens.focalLengthMm).toBeCloseTo(1080 / 1449.8, 12);
  });

  it('draws every direction at the pixel where OpenCV draws it', () => {
    const random = seededRandom(printedSeed('OpenCV'));
    const distortion = distortionOf(lens);
    const [widthMm, heightMm] = lens.sensorMm;
    let worstPx = 0;
    for (let i = 0; i < 500; i++) {
      const [x, y] = [1.3 * (random() - 0.5), 0.74 * (random() - 0.5)];
      const point = { x: 0, y: 0 };
      const undistortedX = lens.focalLengthMm * x + lens.projectionOffsetMm[0];
      const undistortedY = lens.focalLengthMm * y + lens.projectionOffsetMm[1];
      const found = distort(point, distortion, undistortedX, undistortedY);
      const [column, row] = openCvPixel(x, y);
      const dx = (point.x / widthMm + 0.5) * widthPx - column;
      const dy = (point.y / heightMm + 0.5) * heightPx - row;
      worstPx = Math.max(worstPx, found ? Math.hypot(dx, dy) : Infinity);
    }
    expect(worstPx).toBeLessThan(1e-9);
  });

  it('reads the same from JSON, from ROS and from Python', () => {
    expect(imported(fixtureText('calibration.json'))).toEqual(lens);
    const ros = yaml
      .replaceAll(' !!opencv-matrix', '')
      .replace('board_width: 9', 'distortion_model: rational_polynomial');
    expect(imported(ros)).toEqual(lens);
    const python = JSON.stringify({
      mtx: [
        [fx, 0, cx],
        [0, fy, cy],
        [0, 0, 1],
      ],
      dist: [[k1, k2, p1, p2, k3, k4, k5, k6]],
      img_shape: [widthPx, heightPx],
    });
    expect(imported(python)).toEqual(lens);
  });

  it('takes the picture’s size from the caller when the file lacks it', () => {
    const sizeless = yaml.replace(/image_\w+: \d+\n/g, '');
    expect(problemsOf(sizeless)).toMatchObject([{ path: '/image_width' }]);
    const result = importOpenCv(sizeless, { ...options, imagePx: [1920, 1080] });
    expect(result.ok && result.value.lens).toEqual(lens);
  });

  const wrong: [string, string, string][] = [
    ['empty', '', ''],
    ['a song', 'do re mi\n fa so', ''],
    ['broken JSON', '{ "camera_matrix": [', ''],
    ['without a matrix', 'image_width: 1920\nimage_height: 1080\n', '/camera_matrix'],
    ['of a fisheye', `${yaml}fisheye_model: 1\n`, '/fisheye_model'],
    ['of another model', `${yaml}distortion_model: equidistant\n`, '/distortion_model'],
    ['with a focal length of 0', yaml.replace('1.4523e+03', '0.'), '/camera_matrix/data'],
    ['through a squeezing lens', yaml.replace('1.4498e+03', '2.9e+03'), '/camera_matrix/data'],
    ['with six coefficients', yaml.replace('-5.0e-03, 3.0e-03', ''), '/distortion_coefficients'],
    ['with a number that is none', yaml.replace('9.712e+02', '.Nan'), '/camera_matrix/data/2'],
    [
      'with thin prisms',
      yaml.replace('3.0e-03 ]', '3.0e-03, 0.1, 0., 0., 0. ]').replace('rows: 8', 'rows: 12'),
      '/distortion_coefficients/data',
    ],
  ];
  it.each(wrong)('that is %s is refused with a pointer', (_what, text, path) => {
    expect(problemsOf(text).map((problem) => problem.path)).toContain(path);
  });

  it('is not held up by text made to be slow', () => {
    const hostile = ['\n data: ['.repeat(40_000), ' '.repeat(400_000), 'a'.repeat(400_000)];
    const startMs = performance.now();
    for (const text of hostile) expect(problemsOf(`x: 1\n${text}`).length).toBeGreaterThan(0);
    expect(performance.now() - startMs).toBeLessThan(2000);
  });
});
