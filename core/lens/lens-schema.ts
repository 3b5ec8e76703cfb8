import { z } from 'zod';
import { positive } from '../show/scalars.ts';
import { distortionModels } from './distortion.ts';

const pairMm = z.tuple([z.number(), z.number()]);
const coefficient = z.number();
const radial = z.tuple([
  coefficient,
  coefficient,
  coefficient,
  coefficient,
  coefficient,
  coefficient,
]);
const tangential = z.tuple([coefficient, coefficient]);
const model = z.enum(distortionModels);

/** Where the optical axis meets the sensor: mm from its centre, x right, y down. */
export const projectionOffsetMm = z.tuple([
  z.number().min(-100).max(100),
  z.number().min(-100).max(100),
]);

/** Brown-Conrady coefficients in mm on the sensor (OpenLensIO); `d-u` leads from distorted to undistorted. */
export const distortion = z.looseObject({
  model: model.default('none'),
  /** k1 … k6: numerator and denominator by turns. */
  radial: radial.default([0, 0, 0, 0, 0, 0]),
  /** p1, p2. */
  tangential: tangential.default([0, 0]),
  /** From the optical axis to the centre of distortion. */
  distortionOffsetMm: pairMm.default([0, 0]),
});
export type DistortionSettings = z.infer<typeof distortion>;

/** Raw counts of one ring: `from` is where it starts (wide, infinity, open), `to` where it ends. */
const encoder = z.looseObject({
  from: z.number(),
  to: z.number(),
  /** Bits that count. */
  mask: z.int().min(1).max(0xffffffff).optional(),
  invert: z.boolean().default(false),
});

/** Absent: the wire's number is the ring's reading. */
export const encoders = z.looseObject({
  zoom: encoder.optional(),
  focus: encoder.optional(),
  iris: encoder.optional(),
});

/** More nodes than any lens is measured at; the whole table is checked at each change of the show. */
export const mostAxisPoints = 256;
export const mostTableNodes = 1024;

const axis = z.array(z.number()).min(1).max(mostAxisPoints);
/** One list for each zoom reading, with one value for each focus reading. */
const grid = <Value extends z.ZodType>(value: Value) =>
  z.array(z.array(value).min(1).max(mostAxisPoints)).min(1).max(mostAxisPoints);

/** What a lens does over its zoom and focus rings. Readings rise; between them it is linear, beyond them constant. */
export const tables = z.looseObject({
  zoom: axis.default([0]),
  focus: axis.default([0]),
  focalLengthMm: grid(positive.max(5000)).optional(),
  focusDistanceM: grid(positive).optional(),
  /** From the sensor towards the subject. */
  entrancePupilMm: grid(z.number().min(-2000).max(2000)).optional(),
  projectionOffsetMm: grid(pairMm).optional(),
  distortion: z
    .looseObject({
      model: model.default('brown-conrady-d-u'),
      radial: grid(radial),
      tangential: grid(tangential).optional(),
      distortionOffsetMm: grid(pairMm).optional(),
    })
    .optional(),
  /** Readings of the iris ring, with one f-stop for each. */
  iris: axis.optional(),
  fStop: z.array(positive.max(256)).min(1).max(mostAxisPoints).optional(),
});
export type LensTables = z.infer<typeof tables>;
