import type { LensSettings } from '../show/camera-schema.ts';
import type { TrackingSample } from './tracking-sample.ts';

/** A lens at one moment. Millimetres on the sensor, metres of focus distance. */
export interface LensState {
  focalLengthMm: number;
  sensorWidthMm: number;
  sensorHeightMm: number;
  squeeze: number;
  entrancePupilMm: number;
  focusDistanceM: number;
  fStop: number;
}

export const createLensState = (): LensState => ({
  focalLengthMm: 35,
  sensorWidthMm: 24.89,
  sensorHeightMm: 14,
  squeeze: 1,
  entrancePupilMm: 0,
  focusDistanceM: 3,
  fStop: 2.8,
});

const minFocalLengthMm = 1;
const maxFocalLengthMm = 5000;

const plausible = (value: number, low: number, high: number, otherwise: number): number =>
  value >= low && value <= high ? value : otherwise;

/** The lens as the show file describes it, before any wire data. */
export function lensFromSettings(out: LensState, settings: LensSettings): LensState {
  out.focalLengthMm = settings.focalLengthMm;
  out.sensorWidthMm = settings.sensorMm[0];
  out.sensorHeightMm = settings.sensorMm[1];
  out.squeeze = settings.squeeze;
  out.entrancePupilMm = settings.entrancePupilMm;
  out.focusDistanceM = settings.focusDistanceM;
  out.fStop = settings.fStop;
  return out;
}

/**
 * Lays one sample's lens data over `lens`, as the kind allows: `fixed` ignores the wire, `tracked`
 * takes each field that is present and plausible, `table` maps the zoom encoder. What a packet does
 * not carry stays as it was.
 */
export function updateLens(lens: LensState, settings: LensSettings, sample: TrackingSample): void {
  if (settings.kind === 'table') lookUpTable(lens, settings, sample.zoomEncoder);
  if (settings.kind !== 'tracked') return;
  lens.sensorWidthMm = plausible(sample.sensorWidthMm, 0.5, 200, lens.sensorWidthMm);
  lens.sensorHeightMm = plausible(sample.sensorHeightMm, 0.5, 200, lens.sensorHeightMm);
  lens.squeeze = plausible(sample.squeeze, 0.25, 4, lens.squeeze);
  lens.entrancePupilMm = plausible(sample.entrancePupilMm, -2000, 2000, lens.entrancePupilMm);
  lens.focusDistanceM = plausible(sample.focusDistanceM, 0.01, 1e6, lens.focusDistanceM);
  lens.fStop = plausible(sample.fStop, 0.1, 256, lens.fStop);
  // A sender of a field of view means the recorded height of the sensor we know.
  const fromFov = lens.sensorHeightMm / (2 * Math.tan(sample.verticalFovRad / 2));
  const wire = Number.isNaN(sample.focalLengthMm) ? fromFov : sample.focalLengthMm;
  lens.focalLengthMm = plausible(wire, minFocalLengthMm, maxFocalLengthMm, lens.focalLengthMm);
}

/** Linear between the rows of the table, its end rows beyond them. */
function lookUpTable(lens: LensState, settings: LensSettings, encoder: number): void {
  const rows = settings.table ?? [];
  const first = rows[0];
  if (!first || Number.isNaN(encoder)) return;
  const above = rows.findIndex((row) => row.encoder >= encoder);
  const high = rows[above] ?? rows.at(-1) ?? first;
  const low = above > 0 ? (rows[above - 1] ?? high) : high;
  const span = high.encoder - low.encoder;
  const t = span > 0 ? (encoder - low.encoder) / span : 0;
  lens.focalLengthMm = low.focalLengthMm + t * (high.focalLengthMm - low.focalLengthMm);
  lens.entrancePupilMm = low.entrancePupilMm + t * (high.entrancePupilMm - low.entrancePupilMm);
}
