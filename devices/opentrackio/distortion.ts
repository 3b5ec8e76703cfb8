import type { DistortionModel, LensDistortion } from '../../core/lens/distortion.ts';
import type { FieldReader } from './field-reader.ts';
import { isFields } from './payload.ts';

/** The model of an entry that names none (OpenTrackIO 1.0.1, lens.distortion). */
const defaultModel = 'Brown-Conrady D-U';
const models: ReadonlyMap<unknown, DistortionModel> = new Map([
  [defaultModel, 'brown-conrady-d-u'],
  ['Brown-Conrady U-D', 'brown-conrady-u-d'],
]);
const mostEntries = 8;
const widestOffsetMm = 1000;

const radial = new Float64Array(6);
const tangential = new Float64Array(2);

/**
 * Reads `lens.distortion`, `projectionOffset` and `distortionOffset` (mm on the sensor, x right, y
 * down) into `out`. Of several entries the first that leads from distorted to undistorted is taken,
 * the default; else the first that leads back. Offsets without an entry come as a model that bends
 * nothing, so that they are not lost. An entry of another model, with more than six radial or two
 * tangential coefficients, or with one that is no finite number, is left out and told to `noted`.
 */
export function readDistortion(
  lens: FieldReader,
  out: LensDistortion,
  noted: (oddity: string) => void,
): void {
  out.model = 'none';
  out.radial.fill(0);
  out.tangential.fill(0);
  const entries = lens.list('distortion') ?? [];
  for (let i = 0; i < entries.length && i < mostEntries; i += 1) {
    const model = modelOf(entries[i], noted);
    if (!model || (model !== 'brown-conrady-d-u' && out.model !== 'none')) continue;
    take(out, model);
    if (model === 'brown-conrady-d-u') break;
  }
  const hasCentre = readOffset(lens.map('projectionOffset'), out.projectionOffsetMm);
  const hasOffset = readOffset(lens.map('distortionOffset'), out.distortionOffsetMm);
  if (out.model === 'none' && (hasCentre || hasOffset)) out.model = 'brown-conrady-d-u';
}

/** The model of an entry whose coefficients are now in `radial` and `tangential`. */
function modelOf(entry: unknown, noted: (oddity: string) => void): DistortionModel | undefined {
  const model = isFields(entry) ? models.get(entry.model ?? defaultModel) : undefined;
  if (!isFields(entry) || !model) {
    noted('distortion-model');
    return undefined;
  }
  const isWhole =
    readCoefficients(entry.radial, radial) && readCoefficients(entry.tangential ?? [], tangential);
  if (!isWhole) noted('field');
  return isWhole ? model : undefined;
}

function readCoefficients(value: unknown, out: Float64Array): boolean {
  if (!Array.isArray(value) || value.length > out.length) return false;
  out.fill(0);
  for (let i = 0; i < value.length; i += 1) {
    const coefficient: unknown = value[i];
    if (typeof coefficient !== 'number' || !Number.isFinite(coefficient)) return false;
    out[i] = coefficient;
  }
  return true;
}

function take(out: LensDistortion, model: DistortionModel): void {
  out.model = model;
  for (let i = 0; i < out.radial.length; i += 1) out.radial[i] = radial[i] ?? 0;
  for (let i = 0; i < out.tangential.length; i += 1) out.tangential[i] = tangential[i] ?? 0;
}

function readOffset(offset: FieldReader | undefined, out: [number, number]): boolean {
  out[0] = out[1] = 0;
  if (!offset) return false;
  const x = offset.number('x', -widestOffsetMm, widestOffsetMm);
  const y = offset.number('y', -widestOffsetMm, widestOffsetMm);
  if (Number.isNaN(x) || Number.isNaN(y)) return false;
  out[0] = x;
  out[1] = y;
  return true;
}
