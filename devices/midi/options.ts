import { z } from 'zod';
import { bindingsShape } from '../../core/control/binding.ts';
import { addressFromControl } from './control-name.ts';

/** How an endless wheel says its steps in the seven bits of a controller. */
export const relativeCodes = ['twos', 'offset64', 'signBit'] as const;
export type RelativeCode = (typeof relativeCodes)[number];

const channel = z.int().min(1).max(16);
const velocity = z.int().min(0).max(127);
const portName = z.string().min(1).max(256);

const controller = z
  .string()
  .refine((name) => addressFromControl(name)?.kind === 'cc', 'cc/<channel 1-16>/<number 0-127>');

const lamps = z.object({
  off: velocity.default(0),
  next: velocity.default(1),
  air: velocity.default(127),
  on: velocity.default(127),
});
/** Velocity or value that shows each state of a key. */
export type LampVelocities = z.infer<typeof lamps>;

export const midiOptions = z.object({
  /** The beginning of the input's name, without the numbers that ALSA puts behind it. */
  port: portName,
  /** The beginning of the output's name for lights and motors; absent: the same as `port`. */
  output: portName.optional(),
  /** Controllers that are endless wheels. */
  relative: z.record(controller, z.enum(relativeCodes)).default({}),
  /** Controllers of 14 bits: [channel, number 0 to 31]; the fine half comes on number + 32. */
  highResolution: z
    .array(z.tuple([channel, z.int().min(0).max(31)]))
    .max(512)
    .default([]),
  /** Channels whose controllers 98, 99, 6 and 38 are non-registered parameters. */
  nrpn: z.array(channel).max(16).default([]),
  /** Controllers that are keys: pressed from 64 on. */
  buttons: z.array(controller).max(2048).default([]),
  lamps: lamps.prefault({}),
  /** MMC and MSC for this device id and for all; absent: for anybody. */
  sysexDevice: z.int().min(0).max(126).optional(),
  /** Whether MTC is read. */
  timecode: z.boolean().default(true),
  ...bindingsShape,
});
export type MidiOptions = z.infer<typeof midiOptions>;
