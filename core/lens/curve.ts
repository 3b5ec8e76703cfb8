import type { LensSettings } from '../show/camera-schema.ts';
import { compiledTablesOf } from './compiled-tables.ts';
import { type LensDistortion, type SensorPoint, undistort } from './distortion.ts';
import { createTableReading, type RingReadings, readTables, type TableReading } from './table.ts';

export interface CurvePoint {
  x: number;
  y: number;
}

/** A line to plot, and the table's own readings on it. */
export interface Curve {
  points: CurvePoint[];
  nodes: CurvePoint[];
}

/**
 * One column of a lens's tables over the readings of one ring, from its first node to its last, the
 * other rings at the readings given in `at`. Empty when the lens has no such column.
 */
export function lensCurve(
  settings: Readonly<LensSettings>,
  column: keyof TableReading,
  ring: keyof RingReadings,
  at: Readonly<RingReadings>,
  count = 64,
): Curve {
  const tables = compiledTablesOf(settings);
  const axis = tables?.[ring] ?? new Float64Array(0);
  const [from, to] = [axis[0], axis.at(-1)];
  if (!tables || from === undefined || to === undefined) return { points: [], nodes: [] };
  const read = createTableReading();
  const pointAt = (x: number): CurvePoint => {
    const rings: RingReadings = { ...at };
    rings[ring] = x;
    return { x, y: readTables(read, tables, rings)[column] };
  };
  const known = ({ y }: CurvePoint) => !Number.isNaN(y);
  const steps = Math.max(1, count - 1);
  const points = Array.from({ length: steps + 1 }, (_, i) =>
    pointAt(from + ((to - from) * i) / steps),
  );
  return { points: points.filter(known), nodes: Array.from(axis, pointAt).filter(known) };
}

/**
 * How far a distortion moves the picture: x is the distance from the centre of distortion on the
 * recorded picture in mm, y the share in percent by which the lens pulled it inwards (barrel + ).
 * Along the sensor's diagonal to the lower right, out to `radiusMm`.
 */
export function distortionCurve(
  distortion: Readonly<LensDistortion>,
  [width, height]: readonly [number, number],
  radiusMm: number,
  count = 64,
): CurvePoint[] {
  const diagonal = Math.hypot(width, height);
  const [alongX, alongY] = [width / diagonal, height / diagonal];
  const { projectionOffsetMm, distortionOffsetMm } = distortion;
  const centreX = projectionOffsetMm[0] + distortionOffsetMm[0];
  const centreY = projectionOffsetMm[1] + distortionOffsetMm[1];
  const from: SensorPoint = { x: 0, y: 0 };
  return Array.from({ length: count }, (_, i): CurvePoint => {
    const radius = (radiusMm * (i + 1)) / count;
    const found = undistort(from, distortion, centreX + radius * alongX, centreY + radius * alongY);
    const undistorted = Math.hypot(from.x - centreX, from.y - centreY);
    return { x: radius, y: found ? 100 * (undistorted / radius - 1) : Number.NaN };
  }).filter(({ y }) => !Number.isNaN(y));
}
