import { z } from 'zod';
import { camera, registration } from './camera-schema.ts';
import { id, params, placement } from './scalars.ts';
import { stage } from './stage-schema.ts';

const device = z.looseObject({
  id,
  kind: z.string().min(1).max(64),
  options: z.record(z.string(), z.unknown()).default({}),
});
export type DeviceEntry = z.infer<typeof device>;

/** An actor, prop or lamp whose place scenes and lights may follow. */
const trackedObject = z.looseObject({
  id,
  name: z.string().max(128).optional(),
  source: z.looseObject({ device: id, subject: z.string().min(1).max(128) }),
  registration: registration.prefault({}),
});
export type TrackedObject = z.infer<typeof trackedObject>;

/**
 * `panorama`: a picture of 360° × 180°; `plate`: a flat picture that stands ahead; `layers`: a `.2p5d` file of
 * pictures one behind the other.
 */
export const environmentKind = z.enum(['scene', 'gltf', 'panorama', 'plate', 'layers']);

export const environment = z.looseObject({
  id,
  name: z.string().max(128).optional(),
  kind: environmentKind,
  /** A scene's id, or a path inside the show folder (`assets/…`). */
  source: z.string().min(1).max(512),
  params: params.default({}),
  placement: placement.prefault({}),
  /** What everything random in it follows from. */
  seed: z.int().min(0).max(0xffffffff).default(1),
});
export type Environment = z.infer<typeof environment>;

const remote = z.looseObject({
  /** Commands that OSC, MIDI, HID and API keys may use on program. */
  live: z.array(z.string()).default([]),
});

/** `show.json`, format 1. Unknown keys survive; all but ids have defaults (DESIGN section 5). */
export const showSchema = z.looseObject({
  format: z.literal(1).default(1),
  name: z.string().max(128).default('Untitled show'),
  stage: stage.prefault({}),
  devices: z.array(device).max(64).default([]),
  cameras: z.array(camera).max(16).default([]),
  objects: z.array(trackedObject).max(256).default([]),
  environments: z.array(environment).max(1000).default([]),
  remote: remote.prefault({}),
});
export type Show = z.infer<typeof showSchema>;

/** JSON Schema (draft 2020-12) of the show file, as served at `GET /api/v1/schema/show.json`. */
export function showJsonSchema(): object {
  return z.toJSONSchema(showSchema, { io: 'input' });
}
