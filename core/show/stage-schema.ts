import { z } from 'zod';
import { id, pixelPair, pose, positive, rate, triple } from './scalars.ts';

const flat = z.looseObject({ kind: z.literal('flat'), width: positive, height: positive });

/** Concave, centred on −Z; `facets: n` makes n flat columns with their edges on the circle. */
const arc = z.looseObject({
  kind: z.literal('arc'),
  radius: positive,
  sweepDeg: z.number().gt(0).lt(360),
  height: positive,
  facets: z.int().min(1).max(720).optional(),
});

/** Triangles in wall space with UV as pixel map: u right, v down, both 0..1 over the wall's pixels. */
const mesh = z.looseObject({
  kind: z.literal('mesh'),
  positions: z.array(triple).min(3).max(65_536),
  uvs: z.array(z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)])).min(3),
  triangles: z.array(z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)])).min(1),
});

export const surface = z.discriminatedUnion('kind', [flat, arc, mesh]);
export type Surface = z.infer<typeof surface>;

export const wall = z.looseObject({
  id,
  surface,
  pixels: pixelPair,
  pose: pose.prefault({}),
  role: z.enum(['picture', 'light']).default('picture'),
});
export type Wall = z.infer<typeof wall>;

const pixelIndex = z.int().min(0).max(16384);

export const slice = z.looseObject({
  wall: id,
  from: z.tuple([pixelIndex, pixelIndex, z.int().min(1), z.int().min(1)]),
  at: z.tuple([pixelIndex, pixelIndex]).default([0, 0]),
  turn: z.literal([0, 90, 180, 270]).default(0),
});
export type Slice = z.infer<typeof slice>;

export const photonDelayMs = z.number().min(0).max(500);

export const output = z.looseObject({
  id,
  size: pixelPair,
  slices: z.array(slice).max(64),
  /** From a frame's time to the middle of its light on the wall, as measured: display, cables, LED processor. */
  photonDelayMs: photonDelayMs.default(0),
});
export type Output = z.infer<typeof output>;

/** What the frame clock keeps step with: nothing, the refresh of an output, or a device's timecode. */
const reference = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('free') }),
  z.looseObject({ kind: z.literal('output'), output: id }),
  z.looseObject({ kind: z.literal('timecode'), device: id }),
]);
export type RateReference = z.infer<typeof reference>;

export const rates = z.looseObject({
  wall: rate.prefault({ num: 60, den: 1 }),
  camera: rate.prefault({ num: 24, den: 1 }),
  timecode: rate.prefault({ num: 24, den: 1 }),
  /** Timecode of 29.97 and its multiples leaves out numbers, so that it keeps step with the clock. */
  dropFrame: z.boolean().default(false),
  reference: reference.default({ kind: 'free' }),
  /** `camera`: poses change once per camera frame, so every wall frame of one exposure is alike. */
  poseSteps: z.enum(['wall', 'camera']).default('wall'),
  /** Where the camera's frames begin within their period, 0..1. */
  cameraPhase: z.number().min(0).lt(1).default(0),
});
export type Rates = z.infer<typeof rates>;

const bounds = z.looseObject({
  min: triple.default([-50, -5, -50]),
  max: triple.default([50, 50, 50]),
});

export const stage = z.looseObject({
  rates: rates.prefault({}),
  /** Where the outer frustum is drawn from. */
  eye: triple.default([0, 1.6, 0]),
  /** No pose outside ever reaches a wall. */
  bounds: bounds.prefault({}),
  walls: z.array(wall).max(64).default([]),
  outputs: z.array(output).max(64).default([]),
});
export type Stage = z.infer<typeof stage>;
