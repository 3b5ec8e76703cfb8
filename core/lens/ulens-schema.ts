import { z } from 'zod';

const units = z
  .string()
  .max(32)
  .transform((text) => text.toLowerCase())
  .pipe(z.enum(['normalized', 'millimeters'], 'units are Normalized or Millimeters'));

const text = z.string().max(1024);

/** Entries come as name and value, or as key and value. */
const userMetadata = z.looseObject({
  name: text.optional(),
  key: text.optional(),
  value: z.union([text, z.number(), z.boolean()]).optional(),
});

const table = z.looseObject({
  parameterName: z.string().max(64),
  header: z.string().max(1024),
  /** Rows of comma-separated numbers, divided by semicolons. */
  data: z.string().max(2_000_000),
});
export type UlensTable = z.infer<typeof table>;

/** Unreal's lens file in JSON, version 0.0.0 (Epic, `LensFileExchangeFormat`). */
export const ulensSchema = z.looseObject({
  metadata: z.looseObject({
    type: z.literal('LensFile', 'a lens file says "type": "LensFile"'),
    version: z.string().max(32).default('0.0.0'),
    lensInfo: z
      .looseObject({
        serialNumber: text.default(''),
        modelName: text.default(''),
        distortionModel: text.default(''),
      })
      .prefault({}),
    name: text.default(''),
    nodalOffsetCoordinateSystem: text.default('OpenCV'),
    fxFyUnits: units.default('normalized'),
    cxCyUnits: units.default('normalized'),
    userMetadata: z.array(userMetadata).max(256).default([]),
  }),
  sensorDimensions: z.looseObject({
    width: z.number().positive().max(200),
    height: z.number().positive().max(200),
    units: units.default('millimeters'),
  }),
  imageDimensions: z.looseObject({ width: z.number(), height: z.number() }).optional(),
  cameraParameterTables: z.array(table).max(32).default([]),
  encoderTables: z.array(table).max(32).default([]),
});
export type Ulens = z.infer<typeof ulensSchema>;
