import { z } from 'zod';
import { distortion, encoders, projectionOffsetMm, tables } from '../lens/lens-schema.ts';
import { isAxisMap, signedAxes } from '../registration/axis-map.ts';
import { conditioning } from './conditioning-schema.ts';
import { id, pose, positive } from './scalars.ts';

/** `tracker`: all four steps of the chain; `sensor`: no mount; `pupil`: neither mount nor pupil. */
export const poseIs = z.enum(['tracker', 'sensor', 'pupil']);
export type PoseIs = z.infer<typeof poseIs>;

const signedAxis = z.enum(signedAxes);
/** The house's x, y, z in terms of the tracker's: x, z, −y for one whose z axis points up. */
export const axes = z
  .tuple([signedAxis, signedAxis, signedAxis])
  .refine(isAxisMap, 'axes name each of x, y and z once, each with or without a minus');

const source = z.looseObject({
  device: id,
  subject: z.string().min(1).max(128),
  /** Absent: what the device's protocol says by default. */
  poseIs: poseIs.optional(),
  /** Applied to raw poses before the registration; absent: the tracker's axes are the house's. */
  axes: axes.optional(),
});

export const registration = z.looseObject({
  ...pose.shape,
  /** Touches tracker positions only. */
  scale: positive.default(1),
});

/** A source that stands by: another tracker on the same camera, with a place and a mount of its own. */
export const backup = z.looseObject({
  ...source.shape,
  registration: registration.prefault({}),
  mount: pose.prefault({}),
});
export type BackupSource = z.infer<typeof backup>;

/** One row of a lens table: encoder position → value, rows in rising encoder order. */
const tableRow = z.looseObject({
  encoder: z.number(),
  focalLengthMm: positive,
  entrancePupilMm: z.number().default(0),
});

export const lens = z.looseObject({
  /** `fixed` ignores wire data, `tracked` uses each wire field that is present, `table` maps the encoders. */
  kind: z.enum(['fixed', 'tracked', 'table']).default('fixed'),
  /** For people: maker, model, serial number. */
  name: z.string().max(128).optional(),
  focalLengthMm: positive.max(5000).default(35),
  /** The recorded area, by the name of a camera's mode; stands for `sensorMm`. */
  sensorMode: z.string().max(64).optional(),
  sensorMm: z.tuple([positive.max(200), positive.max(200)]).default([24.89, 14]),
  squeeze: positive.max(4).default(1),
  /** From the sensor towards the subject. */
  entrancePupilMm: z.number().min(-2000).max(2000).default(0),
  focusDistanceM: positive.default(3),
  fStop: positive.default(2.8),
  projectionOffsetMm: projectionOffsetMm.default([0, 0]),
  distortion: distortion.optional(),
  /** What the rings' raw counts mean; tables are then read at 0 to 1. */
  encoders: encoders.optional(),
  /** Zoom alone; `tables` stands for it. */
  table: z.array(tableRow).max(1024).optional(),
  tables: tables.optional(),
});
export type LensSettings = z.infer<typeof lens>;

export const innerFrustum = z.looseObject({
  enabled: z.boolean().default(true),
  coverage: z.enum(['frustum', 'wholeWall']).default('frustum'),
  /** Multiplies the tangents of the half-angles. */
  overscan: z.number().min(1).max(4).default(1.2),
  /** `live`: grows with speed and latency from `overscan` up to `overscanMost`. */
  overscanMode: z.enum(['fixed', 'live']).default('fixed'),
  overscanMost: z.number().min(1).max(4).default(2),
  /** Fraction of the frustum's height, inward from the overscanned edge. */
  feather: z.number().min(0).max(0.5).default(0.02),
  /** Where two cameras overlap, the higher one is drawn on top. */
  priority: z.number().default(0),
});
export type InnerFrustumSettings = z.infer<typeof innerFrustum>;

export const camera = z.looseObject({
  id,
  source,
  /** Takes over when the source stops, unless several stopped together. */
  backup: backup.optional(),
  conditioning: conditioning.prefault({}),
  trackingAgeMs: z.number().min(0).max(1000).default(0),
  holdBackMs: z.number().min(0).max(1000).default(0),
  registration: registration.prefault({}),
  mount: pose.prefault({}),
  lens: lens.prefault({}),
  innerFrustum: innerFrustum.prefault({}),
});
export type Camera = z.infer<typeof camera>;
