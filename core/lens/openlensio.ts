import { z } from 'zod';
import { done, fault, type Result } from '../result.ts';
import type { LensSettings } from '../show/camera-schema.ts';
import { createLensState, type LensState, lensFromSettings } from '../tracking/lens.ts';
import type { DistortionModel, LensDistortion } from './distortion.ts';
import { distortionOf } from './distortion-settings.ts';
import { importedLens, type LensImport, parseDocument } from './lens-import.ts';
import { distortionOverscan } from './overscan.ts';

/** OpenTrackIO's names of the models, and ours. */
const modelNames: readonly (readonly [string, DistortionModel])[] = [
  ['Brown-Conrady D-U', 'brown-conrady-d-u'],
  ['Brown-Conrady U-D', 'brown-conrady-u-d'],
];

/** A model by the name that OpenTrackIO's `lens.distortion[].model` has; absent, it is D-U. */
export const distortionModelFromName = (name: string | undefined): DistortionModel | undefined =>
  name === undefined
    ? 'brown-conrady-d-u'
    : modelNames.find(([known]) => known.toLowerCase() === name.trim().toLowerCase())?.[1];

const point = z.looseObject({ x: z.number(), y: z.number() });
const coefficients = z.array(z.number()).max(32);
const text = z.string().max(1024);

const lensBlock = z.looseObject({
  distortion: z
    .array(
      z.looseObject({
        model: text.optional(),
        radial: coefficients.min(1),
        tangential: coefficients.optional(),
      }),
    )
    .max(16)
    .optional(),
  distortionOffset: point.optional(),
  projectionOffset: point.optional(),
  entrancePupilOffset: z.number().optional(),
  fStop: z.number().positive().optional(),
  pinholeFocalLength: z.number().positive().optional(),
  focusDistance: z.number().positive().optional(),
});

const sampleSchema = z.looseObject({
  lens: lensBlock,
  static: z
    .looseObject({
      camera: z
        .looseObject({
          activeSensorPhysicalDimensions: z
            .looseObject({ width: z.number().positive(), height: z.number().positive() })
            .optional(),
          anamorphicSqueeze: z
            .looseObject({ num: z.number().positive(), denom: z.number().positive() })
            .optional(),
        })
        .optional(),
      lens: z
        .looseObject({
          make: text.optional(),
          model: text.optional(),
          serialNumber: text.optional(),
        })
        .optional(),
    })
    .optional(),
});
type Sample = z.infer<typeof sampleSchema>;

/**
 * The lens of an OpenTrackIO sample (1.0.1) that has a `lens` and a `static.camera` block, as a fixed
 * lens of a show. Of several distortions the first D-U is used, else the first U-D, as for samples
 * from the wire. Millimetres on the sensor, as the sample has them; the entrance pupil in metres.
 */
export function lensFromOpenTrackIo(document: unknown): Result<LensImport> {
  const parsed = parseDocument(sampleSchema, document);
  if (!parsed.ok) return parsed;
  const { lens } = parsed.value;
  const dimensions = parsed.value.static?.camera?.activeSensorPhysicalDimensions;
  if (!dimensions) {
    const message =
      'The sample does not say how large the sensor is. Take one with a static block.';
    return fault('/static/camera/activeSensorPhysicalDimensions', 'no-sensor', message);
  }
  const notes: string[] = [];
  const distortion = usedDistortion(lens, notes);
  if (!distortion.ok) return distortion;
  const squeeze = parsed.value.static?.camera?.anamorphicSqueeze;
  const shift = lens.projectionOffset;
  const name = lensName(parsed.value);
  return importedLens(
    {
      kind: 'fixed',
      ...(name && { name }),
      ...(lens.pinholeFocalLength && { focalLengthMm: lens.pinholeFocalLength }),
      ...(lens.focusDistance && { focusDistanceM: lens.focusDistance }),
      ...(lens.fStop && { fStop: lens.fStop }),
      sensorMm: [dimensions.width, dimensions.height],
      ...(squeeze && { squeeze: squeeze.num / squeeze.denom }),
      entrancePupilMm: (lens.entrancePupilOffset ?? 0) * 1000,
      ...(shift && { projectionOffsetMm: [shift.x, shift.y] }),
      ...(distortion.value && { distortion: distortion.value }),
    },
    { metadata: {}, notes },
  );
}

function lensName(sample: Sample): string {
  const { make = '', model = '', serialNumber = '' } = sample.static?.lens ?? {};
  return [make, model, serialNumber]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 128);
}

function usedDistortion(
  { distortion = [], distortionOffset }: Sample['lens'],
  notes: string[],
): Result<NonNullable<LensSettings['distortion']> | undefined> {
  if (distortion.length === 0) return done(undefined);
  const models = distortion.map(({ model }) => distortionModelFromName(model));
  const forward = models.indexOf('brown-conrady-d-u');
  const index = forward >= 0 ? forward : models.indexOf('brown-conrady-u-d');
  const used = distortion[index];
  const model = models[index];
  if (!used || !model) {
    const known = modelNames.map(([name]) => name).join(', ');
    const message = `None of the sample's distortion models is known. Send one of: ${known}.`;
    return fault('/lens/distortion/0/model', 'model', message);
  }
  const { radial: all, tangential = [] } = used;
  if (all.slice(6).some((k) => k !== 0) || tangential.slice(2).some((p) => p !== 0)) {
    const message =
      'Only six radial and two tangential coefficients are used. Fit a model of that size.';
    return fault(`/lens/distortion/${index}/radial`, 'model', message);
  }
  if (distortion.length > 1)
    notes.push(`Of ${distortion.length} distortions, number ${index + 1} is used.`);
  const k = (index: number): number => all[index] ?? 0;
  return done({
    model,
    radial: [k(0), k(1), k(2), k(3), k(4), k(5)],
    tangential: [tangential[0] ?? 0, tangential[1] ?? 0],
    distortionOffsetMm: [distortionOffset?.x ?? 0, distortionOffset?.y ?? 0],
  });
}

/** The blocks of an OpenTrackIO 1.0.1 sample that describe a lens: `lens`, and `static` with the camera. */
export function openTrackIoFromLens(
  lens: Readonly<LensState>,
  distortion: Readonly<LensDistortion>,
): { static: object; lens: object } {
  const name = modelNames.find(([, model]) => model === distortion.model)?.[0];
  const overscan = distortionOverscan(distortion, lens.sensorWidthMm, lens.sensorHeightMm);
  const [offsetX, offsetY] = distortion.distortionOffsetMm;
  return {
    static: {
      camera: {
        activeSensorPhysicalDimensions: { width: lens.sensorWidthMm, height: lens.sensorHeightMm },
        anamorphicSqueeze: fractionOf(lens.squeeze),
      },
      ...(name && { lens: { distortionOverscanMax: overscan } }),
    },
    lens: {
      ...(name && {
        distortion: [
          {
            model: name,
            radial: [...distortion.radial],
            tangential: [...distortion.tangential],
            overscan,
          },
        ],
        distortionOffset: { x: offsetX, y: offsetY },
      }),
      projectionOffset: { x: lens.projectionOffsetXMm, y: lens.projectionOffsetYMm },
      entrancePupilOffset: lens.entrancePupilMm / 1000,
      fStop: lens.fStop,
      pinholeFocalLength: lens.focalLengthMm,
      focusDistance: lens.focusDistanceM,
    },
  };
}

/** The same for a lens as it stands in the show, before any data from the wire. */
export const openTrackIoFromSettings = (settings: LensSettings): { static: object; lens: object } =>
  openTrackIoFromLens(lensFromSettings(createLensState(), settings), distortionOf(settings));

const largestDenominator = 1000;

/** A squeeze as the ratio of small whole numbers that comes nearest. */
function fractionOf(value: number): { num: number; denom: number } {
  for (let denom = 1; denom <= largestDenominator; denom++) {
    const num = Math.round(value * denom);
    if (num > 0 && Math.abs(num / denom - value) < 1e-9) return { num, denom };
  }
  return { num: Math.max(1, Math.round(value * largestDenominator)), denom: largestDenominator };
}
