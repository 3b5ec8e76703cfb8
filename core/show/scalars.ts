import { z } from 'zod';

const finite = z.number();

export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'an id is 1 to 64 letters, digits, . _ or -');
export const triple = z.tuple([finite, finite, finite]);
export const pixelPair = z.tuple([z.int().min(1).max(16384), z.int().min(1).max(16384)]);
export const positive = finite.positive();

/** An exact rate: 24000/1001 stays what it is. */
export const rate = z.looseObject({
  num: z.int().min(1).max(1_000_000),
  den: z.int().min(1).max(1_000_000).default(1),
});

/** Degrees outside, as everywhere at the edges; the order is Ry·Rx·Rz (DESIGN section 2). */
export const pose = z.looseObject({
  position: triple.default([0, 0, 0]),
  rotationDeg: triple.default([0, 0, 0]),
});

/** stageFromEnvironment = T(position)·Ry(yawDeg)·scale; yaw turns to the left. */
export const placement = z.looseObject({
  position: triple.default([0, 0, 0]),
  yawDeg: finite.default(0),
  scale: positive.default(1),
});
export type Placement = z.infer<typeof placement>;

/** A parameter value that travels as JSON and in OSC. */
export const paramValue = z.union([finite, z.string().max(256), z.boolean()]);
export const params = z.record(z.string().max(64), paramValue);
export type Params = z.infer<typeof params>;
