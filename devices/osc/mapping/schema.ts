import { z } from 'zod';
import { isPermutation, signedAxes, turnOrders } from './axes.ts';
import {
  isSlotName,
  poseBits,
  quaternionBits,
  rotationKinds,
  type SlotName,
  slotBit,
  slots,
} from './slots.ts';

/** In an address the segment that is the subject. */
export const idSegment = '<id>';

const longestAddress = 255;
const axis = z.enum(signedAxes);
const subject = z.string().min(1).max(128);

/** How the numbers of a mapping lie; every mapping and every named sender has these. */
export const frameShape = {
  as: z.enum(['camera', 'object']),
  axes: z
    .strictObject({ x: axis, y: axis, z: axis })
    .refine(isPermutation, 'x, y and z have to name each axis of the sender once'),
  unit: z.enum(['m', 'cm', 'mm']),
  angle: z.enum(['deg', 'rad']),
  order: z.enum(turnOrders),
};

const frame = z.object(frameShape);
export type Frame = z.infer<typeof frame>;

/** House axes, metres and degrees. */
export const houseFrame: Frame = {
  as: 'camera',
  axes: { x: '+x', y: '+y', z: '+z' },
  unit: 'm',
  angle: 'deg',
  order: 'YXZ',
};

/** What a field names: a slot (with a minus its opposite), or skip, subject, or a literal after `=`. */
export const fieldSlot = (field: string): SlotName | undefined => {
  const name = field.startsWith('-') ? field.slice(1) : field;
  return isSlotName(name) ? name : undefined;
};

const isField = (field: string): boolean => {
  const slot = fieldSlot(field);
  if (slot === undefined) return field === 'skip' || field === 'subject' || field.startsWith('=');
  return !field.startsWith('-') || (slotBit(slots[slot]) & poseBits) !== 0;
};

const fieldNames = `${Object.keys(slots).join(', ')}, skip, subject, or a literal after "="`;
const field = z.string().max(64).refine(isField, `not one of: ${fieldNames}`);

const address = z
  .string()
  .max(longestAddress)
  .regex(/^\/[!-~]+$/, 'an address begins with / and has no spaces')
  .refine((text) => !/[#*,?[\]{}]/.test(text), 'an address is literal: none of # * , ? [ ] { }')
  .refine((text) => !text.startsWith('/cyc/'), '/cyc is taken')
  .refine(hasOneId, '<id> stands for one whole segment, once');

function hasOneId(text: string): boolean {
  const segments = text.split('/').filter((segment) => /[<>]/.test(segment));
  return segments.length === 0 || (segments.length === 1 && segments[0] === idSegment);
}

/** One address of another sender and what its arguments are. */
export const mapping = z
  .strictObject({
    address,
    /** Whom it is about; else `<id>` in the address, or the field `subject`. */
    subject: subject.optional(),
    fields: z.array(field).min(1).max(32),
    as: frameShape.as.default(houseFrame.as),
    axes: frameShape.axes.default(houseFrame.axes),
    unit: frameShape.unit.default(houseFrame.unit),
    angle: frameShape.angle.default(houseFrame.angle),
    order: frameShape.order.default(houseFrame.order),
  })
  .superRefine((entry, context) => {
    for (const message of faultsOf(entry)) {
      context.addIssue({ code: 'custom', path: ['fields'], message });
    }
  });
export type Mapping = z.infer<typeof mapping>;

function faultsOf({ address: text, subject: fixed, fields }: Partial<Mapping>): string[] {
  const names = (fields ?? []).flatMap((each) => fieldSlot(each) ?? []);
  const bits = names.reduce((all, name) => all | slotBit(slots[name]), 0);
  const named = [fixed !== undefined, text?.includes(idSegment), fields?.includes('subject')];
  const kinds = rotationKinds.filter((kind) => (bits & kind) !== 0).length;
  const quaternion = bits & quaternionBits;
  return [
    new Set(names).size < names.length ? 'a field stands twice' : '',
    bits === 0 ? 'no field is of any use' : '',
    named.filter(Boolean).length === 1 ? '' : 'one subject is needed: subject, <id> or a field',
    kinds > 1 ? 'one kind of rotation is enough: quaternion, rx ry rz, or pan tilt roll' : '',
    quaternion !== 0 && quaternion !== quaternionBits ? 'a quaternion has qx, qy, qz and qw' : '',
  ].filter(Boolean);
}
