import {
  type Curve,
  type CurvePoint,
  distortionCurve,
  lensCurve,
} from '../../../core/lens/curve.ts';
import type { LensDistortion } from '../../../core/lens/distortion.ts';
import type { TableColumn } from '../../../core/lens/edit-tables.ts';
import type { LensTables } from '../../../core/lens/lens-schema.ts';
import type { RingReadings } from '../../../core/lens/table.ts';
import type { LensSettings } from '../../../core/show/camera-schema.ts';
import type { Ring } from './rings.ts';

export interface CurveChoice {
  column: TableColumn;
  label: string;
  unit: string;
  /** The ring that it belongs to first. */
  ring: Ring;
}

const choices: readonly CurveChoice[] = [
  { column: 'focalLengthMm', label: 'Focal length', unit: 'mm', ring: 'zoom' },
  { column: 'entrancePupilMm', label: 'Pupil', unit: 'mm', ring: 'zoom' },
  { column: 'focusDistanceM', label: 'Focus', unit: 'm', ring: 'focus' },
  { column: 'fStop', label: 'f-stop', unit: '', ring: 'iris' },
];

/** The columns that the tables have. */
export const curveChoices = (tables: LensTables | undefined): readonly CurveChoice[] =>
  choices.filter(({ column }) => tables?.[column] !== undefined);

/** The rings over which a column can be drawn, its own first; a ring of one reading makes no line. */
export function ringsOf({ ring }: CurveChoice, tables: LensTables): Ring[] {
  if (ring === 'iris') return ['iris'];
  const both: Ring[] = ring === 'zoom' ? ['zoom', 'focus'] : ['focus', 'zoom'];
  const moving = both.filter((each) => (tables[each]?.length ?? 0) > 1);
  return moving.length > 0 ? moving : [ring];
}

/** The other ring, at one of whose readings a column of zoom and focus is drawn. */
export const otherRing = (ring: Ring): 'zoom' | 'focus' | undefined =>
  ring === 'iris' ? undefined : ring === 'zoom' ? 'focus' : 'zoom';

/** The place on an axis whose reading is nearest; the first where nothing is known. */
export function nearestPlace(axis: readonly number[], reading: number): number {
  const away = axis.map((each) => Math.abs(each - reading));
  return Math.max(0, away.indexOf(Math.min(...away)));
}

/** A column over a ring with the other ring at a reading, and where the lens stands on it. */
export function drawnCurve(
  lens: LensSettings,
  { column }: CurveChoice,
  ring: Ring,
  at: RingReadings,
): Curve & { live: CurvePoint | undefined } {
  const curve = lensCurve(lens, column, ring, at);
  const [first, last] = [curve.points[0]?.x, curve.points.at(-1)?.x];
  const reading = at[ring];
  if (first === undefined || last === undefined || Number.isNaN(reading)) {
    return { ...curve, live: undefined };
  }
  const x = Math.min(last, Math.max(first, reading));
  return { ...curve, live: { x, y: valueOn(curve.points, x) } };
}

/** Between the two points of the line around x. */
function valueOn(points: readonly CurvePoint[], x: number): number {
  const index = points.findIndex((point) => point.x >= x);
  const [before, after] = [points[index - 1] ?? points[0], points[index] ?? points.at(-1)];
  if (!before || !after) return Number.NaN;
  const span = after.x - before.x;
  return span > 0 ? before.y + ((after.y - before.y) * (x - before.x)) / span : after.y;
}

/** How much the distortion pulls in, from the centre out to the sensor's corner. */
export const drawnDistortion = (
  distortion: LensDistortion,
  sensorMm: readonly [number, number],
): CurvePoint[] =>
  distortion.model === 'none'
    ? []
    : distortionCurve(distortion, sensorMm, Math.hypot(...sensorMm) / 2);
