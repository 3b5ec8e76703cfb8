import {
  type LensDistortion,
  type SensorPoint,
  undistort,
  undistortFieldOfView,
} from './distortion.ts';

/** Points along each side of the sensor; around the farthest one the search goes on in halves. */
const pointsPerSide = 12;
const halvings = 6;
/** A moustache may reach farthest on the inside, where a coarse grid is enough. */
const insideSteps = 4;

/**
 * How much larger than the sensor an undistorted picture must be drawn so that it holds everything
 * the lens sees (OpenLensIO 1.0.1 eqs 21 to 24): Ω = w_Ω / w, w_Ω = 2·max(max|x_u|, (w/h)·max|y_u|)
 * over the sensor's border and inside, at least 1. For pictures whose projection is off-centre by
 * the projection offset. Points without an answer are left out. Allocates nothing.
 */
export const distortionOverscan = (
  distortion: Readonly<LensDistortion>,
  widthMm: number,
  heightMm: number,
): number =>
  distortion.model === 'none' ? 1 : widest(undistort, distortion, widthMm, heightMm, centred);

/** The same for pictures drawn symmetrically about the optical axis (eq 10): the offset adds to it. */
export const fieldOfViewOverscan = (
  distortion: Readonly<LensDistortion>,
  widthMm: number,
  heightMm: number,
): number =>
  widest(undistortFieldOfView, distortion, widthMm, heightMm, distortion.projectionOffsetMm);

const centred = [0, 0] as const;
const point: SensorPoint = { x: 0, y: 0 };
const sensor = { left: 0, top: 0, width: 1, height: 1 };

function widest(
  map: typeof undistort,
  distortion: Readonly<LensDistortion>,
  width: number,
  height: number,
  origin: readonly [number, number],
): number {
  sensor.left = -width / 2 - origin[0];
  sensor.top = -height / 2 - origin[1];
  sensor.width = width;
  sensor.height = height;
  let half = 0;
  for (let i = 1; i < insideSteps; i++) {
    for (let j = 1; j < insideSteps; j++) {
      half = Math.max(half, needed(map, distortion, i / insideSteps, j / insideSteps));
    }
  }
  return Math.max(width / 2, half, widestOnBorder(map, distortion)) / (width / 2);
}

function widestOnBorder(map: typeof undistort, distortion: Readonly<LensDistortion>): number {
  let at = 0;
  let half = 0;
  for (let i = 0; i < 4 * pointsPerSide; i++) {
    const here = neededOnBorder(map, distortion, i / pointsPerSide);
    if (here > half) at = i / pointsPerSide;
    half = Math.max(half, here);
  }
  for (let i = 0, step = 0.5 / pointsPerSide; i < halvings; i++, step /= 2) {
    const before = neededOnBorder(map, distortion, at - step);
    const after = neededOnBorder(map, distortion, at + step);
    if (Math.max(before, after) > half) at += before > after ? -step : step;
    half = Math.max(half, before, after);
  }
  return half;
}

/** Along the border, clockwise from the upper left corner, one side from each whole number to the next. */
function neededOnBorder(
  map: typeof undistort,
  distortion: Readonly<LensDistortion>,
  along: number,
): number {
  const wrapped = (along + 4) % 4;
  const side = Math.floor(wrapped);
  const t = wrapped - side;
  if (side === 0) return needed(map, distortion, t, 0);
  if (side === 1) return needed(map, distortion, 1, t);
  return side === 2 ? needed(map, distortion, 1 - t, 1) : needed(map, distortion, 0, 1 - t);
}

/** Half the width of a picture of the sensor's shape that just holds the point at shares of width and height. */
function needed(
  map: typeof undistort,
  distortion: Readonly<LensDistortion>,
  across: number,
  down: number,
): number {
  const x = sensor.left + across * sensor.width;
  const y = sensor.top + down * sensor.height;
  if (!map(point, distortion, x, y)) return 0;
  return Math.max(Math.abs(point.x), (sensor.width / sensor.height) * Math.abs(point.y));
}
