import { z } from 'zod';
import { done, fault, pointerFromPath, type Result } from '../result.ts';

/**
 * The document `data.json` of a `.2p5d` file (developer.disguise.one/formats/2p5d, version 1.0.0): plates
 * that stand one behind the other. Angles in degrees. What the page does not define is kept and not read.
 */

/** JSON as it was parsed: written again in the order in which it was read. */
export type JsonObject = { [key: string]: unknown };

export const mostPlates = 64;
const number = z.number().min(-1e6).max(1e6);
const ratio = z.number().min(1e-6).max(1e4);
const fileName = z.string().min(1).max(255);
/** Absent and `null` are one: writers differ. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((v) => v ?? null);
const share = z.number().min(0).max(1).default(0);

/** What the format has no field for. Other programs leave it alone. */
const ours = z
  .looseObject({
    defocus: share,
    exposure: z.number().min(-6).max(6).default(0),
    feather: share,
    hidden: z.boolean().default(false),
    /** Depths of the plate's depth map are so many times those of the asset. */
    relief_scale: z.number().min(1e-4).max(1e4).default(1),
  })
  .prefault({});

const plate = z.looseObject({
  name: z.string().max(256).default(''),
  filename: fileName,
  depth_map_filename: optional(fileName),
  /** Pixels. */
  width: z.number().min(1).max(65_536),
  height: z.number().min(1).max(65_536),
  /** Offsets of the middle as a share of the plate's depth: to the right, up. */
  x: number.default(0),
  y: number.default(0),
  /** Depth of the plate as a share of the asset's `max_depth`. */
  z: ratio.default(1),
  /** Share of what the field of view spans at that depth. */
  scale_x: ratio.default(1),
  scale_y: ratio.default(1),
  scale_z: ratio.default(1),
  rotation_x: number.default(0),
  rotation_y: number.default(0),
  rotation_z: number.default(0),
  mean_depth: optional(number),
  cyclorama: ours,
});
export type Plate = z.infer<typeof plate>;

const depth = z.number().min(0.01).max(1e6);

const schema = z.looseObject({
  meta: z.looseObject({ version: z.string().default('') }).prefault({}),
  asset: z
    .looseObject({
      max_depth: optional(depth),
      min_depth: optional(depth),
      field_of_view: optional(z.number().min(1).max(360)),
    })
    .prefault({}),
  plates: z.array(plate).min(1).max(mostPlates),
});

export interface TwoAndHalfD {
  raw: JsonObject;
  /** Metres and degrees; what the file does not say is assumed and said in `notes`. */
  asset: { minDepthM: number; maxDepthM: number; fieldOfViewDeg: number };
  plates: Plate[];
  notes: string[];
}

/** Of an asset that says none: those of the format page's own example. */
const assumed = { maxDepthM: 100, minOfMax: 0.1, fieldOfViewDeg: 90 };

/** Reads `data.json`. Refused in words where a field that places something is missing or absurd. */
export function parseTwoAndHalfD(text: string): Result<TwoAndHalfD> {
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return fault('/data.json', 'not-json', 'data.json is no JSON. Export the file again.');
  }
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    return {
      ok: false,
      fault: parsed.error.issues.slice(0, 8).map(({ path, code, message }) => {
        const at = pointerFromPath(path);
        return { path: `/data.json${at}`, code, message: `data.json at ${at || '/'}: ${message}.` };
      }),
    };
  }
  const { asset, plates } = parsed.data;
  const maxDepthM = asset.max_depth ?? assumed.maxDepthM;
  const minDepthM = asset.min_depth ?? assumed.minOfMax * maxDepthM;
  if (minDepthM >= maxDepthM) {
    const words = `data.json: min_depth (${minDepthM} m) must be below max_depth (${maxDepthM} m).`;
    return fault('/data.json/asset/min_depth', 'empty-depth', words);
  }
  const fieldOfViewDeg = asset.field_of_view ?? assumed.fieldOfViewDeg;
  const notes = [
    ...(asset.max_depth === null ? [`It names no max_depth; ${maxDepthM} m is assumed.`] : []),
    ...(asset.min_depth === null ? [`It names no min_depth; ${minDepthM} m is assumed.`] : []),
    ...(asset.field_of_view === null
      ? [`It names no field_of_view; ${fieldOfViewDeg}° is assumed.`]
      : []),
  ];
  return done({
    raw: raw as JsonObject,
    asset: { minDepthM, maxDepthM, fieldOfViewDeg },
    plates,
    notes,
  });
}

/** The document as text, as it is written into a file. */
export const textOfDocument = (raw: JsonObject): string => `${JSON.stringify(raw, null, 2)}\n`;
