import { compiledTablesOf } from '../../../core/lens/compiled-tables.ts';
import { createDistortion, type LensDistortion } from '../../../core/lens/distortion.ts';
import { distortionOf } from '../../../core/lens/distortion-settings.ts';
import { fieldOfViewRad } from '../../../core/lens/field-of-view.ts';
import { openTrackIoFromLens } from '../../../core/lens/openlensio.ts';
import { type RingReadings, readDistortion } from '../../../core/lens/table.ts';
import { degFromRad } from '../../../core/math.ts';
import type { LensSettings } from '../../../core/show/camera-schema.ts';
import { createLensState, type LensState, lensFromSettings } from '../../../core/tracking/lens.ts';
import { numberText } from '../../theme/readout.ts';

/** A lens as it is used: as written where it is fixed or nothing was heard, else as reported. */
export const lensNow = (settings: LensSettings, reported: LensState | undefined): LensState =>
  settings.kind !== 'fixed' && reported ? reported : lensFromSettings(createLensState(), settings);

/** The distortion with the rings at these readings; a zoom that was not heard stands at its first. */
export function distortionAt(settings: LensSettings, readings: RingReadings): LensDistortion {
  const tables = settings.kind === 'table' ? compiledTablesOf(settings) : undefined;
  if (!tables || tables.distortion.length === 0) return distortionOf(settings);
  const zoom = Number.isNaN(readings.zoom) ? (tables.zoom[0] ?? 0) : readings.zoom;
  return readDistortion(createDistortion(), tables, { ...readings, zoom });
}

const angles = (lens: LensState): string => {
  const { horizontal, vertical } = fieldOfViewRad(lens);
  return `${numberText(degFromRad(horizontal), 2)}° × ${numberText(degFromRad(vertical), 2)}°`;
};

/** The field of view, and how much more of it distortion lets in; '' when it does not. */
export function fieldWords(lens: LensState): { field: string; distorted: string } {
  const factor = lens.distortionOverscan;
  const field = angles({ ...lens, distortionOverscan: 1 });
  if (factor <= 1) return { field, distorted: '' };
  const distorted = `Distortion needs overscan × ${numberText(factor, 4)}: drawn ${angles(lens)}`;
  return { field, distorted };
}

/** The numbers of a moving lens: `47.30 mm · 2.10 m · f/2.8 · pupil 112.0 mm`. */
export const lensNumbers = (lens: LensState): string =>
  [
    `${numberText(lens.focalLengthMm, 2)} mm`,
    `${numberText(lens.focusDistanceM, 2)} m`,
    `f/${numberText(lens.fStop, 1)}`,
    `pupil ${numberText(lens.entrancePupilMm, 1)} mm`,
  ].join(' · ');

/** The lens as it stands now, as an OpenTrackIO 1.0.1 sample's `static` and `lens`. */
export const exportedLens = (
  settings: LensSettings,
  reported: LensState | undefined,
  readings: RingReadings,
): object => ({
  ...openTrackIoFromLens(lensNow(settings, reported), distortionAt(settings, readings)),
});
