import { z } from 'zod';
import { backup, camera, innerFrustum, lens, registration } from '../show/camera-schema.ts';
import { conditioning } from '../show/conditioning-schema.ts';
import { id, params, placement, pose } from '../show/scalars.ts';
import { photonDelayMs, rates } from '../show/stage-schema.ts';
import { patternNames } from '../show/state.ts';
import { slateText } from '../takes/take-label.ts';

const deck = z.enum(['preview', 'program']).default('preview');

const transition = z.strictObject({
  kind: z.enum(['cut', 'fade']).default('cut'),
  frames: z.int().min(0).max(3600).default(0),
});
export type TransitionRequest = z.infer<typeof transition>;

const timeValue = z.number().min(-100).max(86_400);

/** `{ pause: true }` and `{ seek: 12 }` are the short forms of an action with its value. */
function spellOutTime(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || 'action' in input) return input;
  const { play, pause, seek, rate, ...rest } = input as Record<string, unknown>;
  if (play === true) return { ...rest, action: 'play' };
  if (pause === true) return { ...rest, action: 'pause' };
  if (seek !== undefined) return { ...rest, action: 'seek', value: seek };
  if (rate !== undefined) return { ...rest, action: 'rate', value: rate };
  return input;
}

const time = z
  .strictObject({
    action: z.enum(['play', 'pause', 'seek', 'rate']),
    /** Seconds of content time for `seek`, a factor for `rate`. */
    value: timeValue.optional(),
    deck,
  })
  .refine((args) => args.value !== undefined || args.action === 'play' || args.action === 'pause', {
    path: ['value'],
    message: 'seek needs seconds and rate needs a factor as value',
  });

/** `null` takes away what a lens need not have; `tables` replace those before as a whole. */
const lensSet = unset(lens).extend({
  name: lens.shape.name.nullable(),
  sensorMode: lens.shape.sensorMode.nullable(),
  distortion: lens.shape.distortion.nullable(),
  encoders: lens.shape.encoders.nullable(),
  table: lens.shape.table.nullable(),
  tables: lens.shape.tables.nullable(),
});

/** Every field of a camera but its id may be given, each object in part. */
const cameraSet = z.strictObject({
  id,
  source: camera.shape.source.partial().optional(),
  /** `null` takes the backup away. */
  backup: backup.nullable().optional(),
  conditioning: unset(conditioning).optional(),
  trackingAgeMs: z.number().min(0).max(1000).optional(),
  holdBackMs: z.number().min(0).max(1000).optional(),
  registration: unset(registration).optional(),
  mount: unset(pose).optional(),
  lens: lensSet.optional(),
  innerFrustum: unset(innerFrustum).optional(),
});

/** The object's fields, each optional and without its default, so that only what was sent is changed. */
function unset(object: z.ZodObject): z.ZodObject {
  const fields = Object.entries(object.shape).map(([name, field]) => {
    const hasDefault = field instanceof z.ZodDefault || field instanceof z.ZodPrefault;
    const inner = hasDefault ? (field.unwrap() as z.ZodType) : field;
    return [name, (inner as z.ZodType).optional()];
  });
  return z.strictObject(Object.fromEntries(fields));
}

/** Absent fields of a mark stay as they are; `good: null` takes the mark back. */
const takeMark = z.strictObject({
  take: id,
  good: z.boolean().nullable().optional(),
  note: z.string().max(2000).optional(),
});

const onOff = z.strictObject({ on: z.boolean() });
const nothing = z.strictObject({});

/**
 * Every command, by its type: one table for HTTP, OSC, MIDI, HID and the pages. The order of the
 * fields is the order of OSC arguments.
 */
export const commandArguments = {
  'environment.preview': z.strictObject({ id }),
  'environment.take': z.strictObject({
    transition: transition.prefault({}),
    timeoutMs: z.number().min(0).max(60_000).default(5000),
    force: z.boolean().default(false),
  }),
  'environment.params': z.strictObject({ id, params, deck }),
  'environment.place': z.strictObject({ id, placement: unset(placement), deck }),
  'environment.time': z.preprocess(spellOutTime, time),
  'stage.blackout': onOff,
  'stage.freeze': onOff,
  'stage.safeLook': onOff,
  'stage.identify': onOff,
  /** The coded frame counter, for measuring with a phone or a webcam. */
  'stage.frameCode': onOff,
  /** A take rolls that is recorded elsewhere: nothing that the camera could see changes by itself. */
  'stage.rolling': onOff,
  'stage.rates': unset(rates),
  /** From a frame's time to its light, as measured on this output: poses are predicted over it. */
  'output.photonDelay': z.strictObject({ id, photonDelayMs }),
  'stage.pattern': z.strictObject({
    output: id.optional(),
    pattern: z.enum(['off', ...patternNames]),
  }),
  'camera.set': cameraSet,
  'camera.holdTracking': z.strictObject({ id, on: z.boolean() }),
  /** Adds a device or changes one; `options` replaces all of its options. */
  'device.set': z.strictObject({
    id,
    kind: z.string().min(1).max(64).optional(),
    options: z.record(z.string(), z.unknown()).optional(),
  }),
  'device.remove': z.strictObject({ id }),
  'object.set': z.strictObject({
    id,
    name: z.string().max(128).optional(),
    source: z.strictObject({ device: id, subject: z.string().min(1).max(128) }).optional(),
    registration: unset(registration).optional(),
  }),
  'object.remove': z.strictObject({ id }),
  /** Records; the number follows from scene and slate, which carry on from the last take. */
  'take.roll': z.strictObject({ scene: slateText.optional(), slate: slateText.optional() }),
  'take.cut': nothing,
  'take.mark': takeMark,
  /** The first variation is 0. */
  'backdrop.approve': z.strictObject({ id, variation: z.int().min(0).max(99).default(0) }),
  'backdrop.reject': z.strictObject({ id }),
  /** Puts an approved backdrop on preview, as an environment of the show. */
  'backdrop.push': z.strictObject({ id }),
  'backdrop.cancel': z.strictObject({ id }),
  /** Makes a backdrop that waits the next one. */
  'backdrop.hurry': z.strictObject({ id }),
  /** Puts the version of its location that was approved before this one on preview. */
  'backdrop.back': z.strictObject({ id }),
  /** What the location's later backdrops are told beside their own prompt. */
  'backdrop.bible': z.strictObject({ id, fragments: z.string().trim().max(300) }),
  'show.undo': nothing,
  'show.redo': nothing,
} as const;

export type CommandType = keyof typeof commandArguments;
export const commandTypes = Object.keys(commandArguments) as CommandType[];

export const isCommandType = (type: unknown): type is CommandType =>
  typeof type === 'string' && Object.hasOwn(commandArguments, type);

type Arguments<Type extends CommandType> = z.infer<(typeof commandArguments)[Type]>;

/** A command with its arguments parsed: what the reducer takes. */
export type Command = { [Type in CommandType]: { type: Type } & Arguments<Type> }[CommandType];

/** A command as it comes in at any door: `{ type, ...arguments }`, not yet parsed. */
export interface CommandRequest {
  type: string;
  [argument: string]: unknown;
}
