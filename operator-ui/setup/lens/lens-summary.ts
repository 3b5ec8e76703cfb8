import type { LensImport } from '../../../core/lens/lens-import.ts';
import type { LensSettings } from '../../../core/show/camera-schema.ts';
import { createLensState, lensFromSettings } from '../../../core/tracking/lens.ts';
import { fieldWords } from './lens-now.ts';
import { typedText } from './typed-number.ts';

const kinds = { fixed: 'fixed', tracked: 'tracked', table: 'table' } as const;

/** What was understood of a lens file, line by line: what it is, then the value. */
export function lensSummary({ lens, metadata }: LensImport): [string, string][] {
  const { tables, sensorMm, squeeze, projectionOffsetMm, distortion } = lens;
  const state = lensFromSettings(createLensState(), lens);
  const lines: [string, string | undefined][] = [
    ['Lens', lens.name],
    ['Kind', kinds[lens.kind]],
    ['Rows', tables && rowsText(tables)],
    ['Sensor', `${typedText(sensorMm[0])} × ${short(sensorMm[1])} mm`],
    ['Squeeze', squeeze === 1 ? undefined : `${typedText(squeeze)}×`],
    ['Focal length', span(tables?.focalLengthMm?.flat() ?? [lens.focalLengthMm], 'mm')],
    ['Entrance pupil', span(tables?.entrancePupilMm?.flat() ?? [lens.entrancePupilMm], 'mm')],
    ['Focus distance', span(tables?.focusDistanceM?.flat() ?? [lens.focusDistanceM], 'm')],
    ['f-stop', span(tables?.fStop ?? [lens.fStop], '')],
    ['Offset', offsetText(tables?.projectionOffsetMm ? undefined : projectionOffsetMm)],
    ['Distortion', tables?.distortion?.model ?? distortion?.model],
    ['Field of view', fieldWords(state).field],
    ...Object.entries(metadata).slice(0, 8),
  ];
  return lines.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

const short = (value: number): string => String(Number(value.toFixed(3)));

function span(values: readonly number[], unit: string): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const text = low === high ? short(low) : `${short(low)} to ${short(high)}`;
  return `${text} ${unit}`.trim();
}

const offsetText = (offset: readonly number[] | undefined): string | undefined =>
  offset?.some((mm) => mm !== 0) ? `${offset.map(short).join(', ')} mm right, down` : undefined;

function rowsText({ zoom, focus, iris }: NonNullable<LensSettings['tables']>): string {
  const rows = `${zoom.length} zoom × ${focus.length} focus readings`;
  return iris ? `${rows}, ${iris.length} of the iris` : rows;
}
