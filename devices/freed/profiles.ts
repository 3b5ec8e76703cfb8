import { z } from 'zod';

const counts = z.int().min(0).max(0xffffff);
const positive = z.number().positive();
const sequenceBits = z.int().min(0).max(8).default(0);

/** Counts of a lens ring: raw without a range, 0 to 1 with `from` and `to`, or with `learn`. */
const encoderShape = {
  kind: z.literal('encoder'),
  from: counts.optional(),
  to: counts.optional(),
  /** Taken before anything else, for senders that use the other bits for something of theirs. */
  mask: counts.min(1).default(0xffffff),
  invert: z.boolean().default(false),
  /** The range widens with what the sender sends, beginning with `from` and `to` where given. */
  learn: z.boolean().default(false),
};

interface Encoder {
  from?: number | undefined;
  to?: number | undefined;
  invert: boolean;
  learn: boolean;
}

function checkRange({ from, to, invert, learn }: Encoder, context: z.RefinementCtx): void {
  const refuse = (message: string): void => context.addIssue({ code: 'custom', message });
  if ((from === undefined) !== (to === undefined)) refuse('from and to need each other');
  if (from !== undefined && to !== undefined && from >= to) {
    refuse('from has to be below to; invert turns the direction');
  }
  if (invert && !learn && from === undefined) refuse('invert needs from and to, or learn');
}

/** What zoom or focus mean: counts, millimetres times `perMm`, or nothing. */
export const ringField = z.discriminatedUnion('kind', [
  z.strictObject(encoderShape).superRefine(checkRange),
  z.strictObject({ kind: z.literal('mm'), perMm: positive }),
  z.strictObject({ kind: z.literal('none') }),
]);
export type RingField = z.infer<typeof ringField>;

/**
 * What the 16 user bits mean: the iris as counts, or as the f-stop times `perStop`. The upper
 * `sequenceBits` of them are a frame counter.
 */
export const userField = z.discriminatedUnion('kind', [
  z.strictObject({ ...encoderShape, sequenceBits }).superRefine(checkRange),
  z.strictObject({
    kind: z.literal('iris'),
    perStop: positive,
    mask: z.int().min(1).max(0xffff).default(0xffff),
    sequenceBits,
  }),
  z.strictObject({ kind: z.literal('none'), sequenceBits }),
]);
export type UserField = z.infer<typeof userField>;

/** What one sender puts into the lens fields of a D1 packet. */
export interface LensProfile {
  zoom: RingField;
  focus: RingField;
  user: UserField;
}

const raw = { kind: 'encoder', mask: 0xffffff, invert: false, learn: false } as const;
const range = (from: number, to: number, mask = 0xffff) => ({ ...raw, from, to, mask });
const nothing: UserField = { kind: 'none', sequenceBits: 0 };

/**
 * Senders by name. Encoder ranges as Epic's LiveLinkFreeD plug-in has them; `zcam` by Z CAM's
 * protocol page for the P2-R1; `syncro-link` by its maker's documentation.
 */
export const profiles = {
  generic: { zoom: raw, focus: raw, user: { ...raw, sequenceBits: 0 } },
  panasonic: {
    zoom: range(0x555, 0xfff),
    focus: range(0x555, 0xfff),
    user: { ...range(0x555, 0xfff), invert: true, sequenceBits: 0 },
  },
  sony: {
    zoom: range(0, 0x7ac0),
    focus: range(0x1000, 0xf000),
    user: { ...range(0, 0xfff, 0xfff), sequenceBits: 0 },
  },
  mosys: { zoom: range(0, 0xffff), focus: range(0, 0xffff), user: nothing },
  stype: { zoom: range(0, 0xffffff, 0xffffff), focus: range(0, 0xffffff, 0xffffff), user: nothing },
  ncam: { zoom: range(0, 0xffffff, 0xffffff), focus: range(0, 0xffffff, 0xffffff), user: nothing },
  zcam: {
    zoom: { kind: 'mm', perMm: 100 },
    focus: { kind: 'mm', perMm: 10 },
    user: { kind: 'iris', perStop: 100, mask: 0xfff, sequenceBits: 4 },
  },
  'syncro-link': {
    zoom: { kind: 'mm', perMm: 64 },
    focus: { kind: 'mm', perMm: 64 },
    user: { kind: 'iris', perStop: 10, mask: 0xfff, sequenceBits: 0 },
  },
} satisfies Record<string, LensProfile>;

type ProfileName = keyof typeof profiles;
const isProfile = (name: string): name is ProfileName => Object.hasOwn(profiles, name);
const profileNames = Object.keys(profiles).filter(isProfile);

/** The options by which a show says who sends: `profile`, and `fields` that replace its parts. */
export const lensProfileShape = {
  profile: z.enum(profileNames).default('generic'),
  fields: z
    .strictObject({
      zoom: ringField.optional(),
      focus: ringField.optional(),
      user: userField.optional(),
    })
    .default({}),
};

interface ProfileOptions {
  profile: ProfileName;
  fields: { [Name in keyof LensProfile]?: LensProfile[Name] | undefined };
}

/** The meaning of the lens fields that the options ask for. */
export const profileFromOptions = ({ profile, fields }: ProfileOptions): LensProfile => ({
  zoom: fields.zoom ?? profiles[profile].zoom,
  focus: fields.focus ?? profiles[profile].focus,
  user: fields.user ?? profiles[profile].user,
});
