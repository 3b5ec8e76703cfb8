import type { CommandError } from '../../../core/wire/events.ts';
import { adviceFor } from '../../link/advice.ts';

/** Why a change of the lens was refused: the field's path inside the lens, '' for no field. */
export interface LensRefusal {
  field: string;
  /** The number is out of its range. */
  isRange: boolean;
  message: string;
}

const insideLens = /^(?:\/cameras\/\d+)?\/lens\//;

export function lensRefusals(error: CommandError): LensRefusal[] {
  const problems = error.problems ?? [{ ...error, path: error.path ?? '' }];
  return problems.map(({ path, code, message }) => {
    const isField = insideLens.test(path);
    return {
      field: isField ? path.replace(insideLens, '') : '',
      isRange: code === 'too_big' || code === 'too_small',
      message: isField ? message : adviceFor({ code, message, ...(path && { path }) }),
    };
  });
}

/** The first refusal of a field or of something in it. */
export const refusalOf = (
  refusals: readonly LensRefusal[],
  field: string,
): LensRefusal | undefined =>
  refusals.find((each) => each.field === field || each.field.startsWith(`${field}/`));

const besideTheirField = [
  'name',
  'focalLengthMm',
  'sensorMode',
  'sensorMm',
  'squeeze',
  'entrancePupilMm',
  'focusDistanceM',
  'fStop',
  'projectionOffsetMm',
  'distortion',
];

/** Those that no field of the settings shows. */
export const otherRefusals = (refusals: readonly LensRefusal[]): LensRefusal[] =>
  refusals.filter(({ field }) => !besideTheirField.includes(field.split('/')[0] ?? ''));
