import { radFromDeg } from '../../../core/math.ts';
import { type AxisMap, axisMap } from './axes.ts';
import { PoseGroup } from './pose-group.ts';
import { fieldSlot, type Mapping } from './schema.ts';
import {
  angleBits,
  positionBits,
  quaternionBits,
  rotationBits,
  type SlotName,
  slotBit,
  slots,
  turnBits,
} from './slots.ts';

/** What is done with one argument of a mapped message. */
export type Step =
  | { op: 'number'; slot: number; factor: number }
  | { op: 'skip' }
  | { op: 'subject' }
  | { op: 'text'; bytes: Uint8Array }
  | { op: 'equals'; value: number };

/** A mapping made ready once, so that its messages are read without making anything. */
export interface CompiledMapping {
  address: string;
  /** Absent: the subject stands in the address or in an argument. */
  subject: string | undefined;
  steps: readonly Step[];
  /** The slots that it fills, as bits. */
  filled: number;
  order: Mapping['order'];
  axes: AxisMap;
  /** Where its subjects' poses are put together. */
  group: PoseGroup;
}

const metres = { m: 1, cm: 0.01, mm: 0.001 };

/**
 * Compiles the mappings of one sender. Those that carry a pose in parts (position at one address,
 * rotation at another) share a group by `as` and by where the subject stands; with `together` all
 * of them do, otherwise one that carries a whole pose keeps to itself.
 */
export function compileMappings(
  mappings: readonly Mapping[],
  together: boolean,
): CompiledMapping[] {
  const groups = new Map<string, PoseGroup>();
  return mappings.map((mapping, index) => {
    const axes = axisMap(mapping.axes);
    const steps = mapping.fields.map((field) => stepOf(field, mapping, axes));
    const filled = steps.reduce(
      (bits, step) => (step.op === 'number' ? bits | slotBit(step.slot) : bits),
      0,
    );
    const key = together || !isWhole(filled) ? groupKey(mapping) : `alone ${index}`;
    const group = groups.get(key) ?? new PoseGroup(mapping.as);
    groups.set(key, group);
    group.add(filled);
    const { address, subject, order } = mapping;
    return { address, subject, steps, filled, order, axes, group };
  });
}

const isWhole = (filled: number): boolean =>
  (filled & positionBits) === positionBits && (filled & rotationBits) !== 0;

const groupKey = ({ as, subject, address }: Mapping): string =>
  `${as} ${subject ?? (address.includes('<id>') ? '<id>' : 'argument')}`;

function stepOf(field: string, mapping: Mapping, axes: AxisMap): Step {
  const name = fieldSlot(field);
  if (name !== undefined) {
    const sign = field.startsWith('-') ? -1 : 1;
    const { slot, factor } = numberStep(name, mapping, axes);
    return { op: 'number', slot, factor: sign * factor };
  }
  if (field === 'subject' || field === 'skip') return { op: field };
  const literal = field.slice(1);
  const value = Number(literal);
  if (literal !== '' && Number.isFinite(value)) return { op: 'equals', value };
  return { op: 'text', bytes: new TextEncoder().encode(literal) };
}

/** Where a number goes and what it is multiplied by: the wire's axes, unit and angles to the house's. */
function numberStep(
  name: SlotName,
  { unit, angle }: Mapping,
  axes: AxisMap,
): { slot: number; factor: number } {
  const slot = slots[name];
  const bit = slotBit(slot);
  const radians = angle === 'deg' ? radFromDeg(1) : 1;
  if ((bit & positionBits) !== 0) {
    const { house, sign } = houseAxis(axes, slot - slots.x);
    return { slot: slots.x + house, factor: sign * metres[unit] };
  }
  if ((bit & quaternionBits) !== 0 && name !== 'qw') {
    const { house, sign } = houseAxis(axes, slot - slots.qx);
    return { slot: slots.qx + house, factor: sign * axes.handed };
  }
  const isAngle = (bit & (turnBits | angleBits)) !== 0 || name === 'verticalFov';
  return { slot, factor: isAngle ? radians : 1 };
}

/** The house axis that an axis of the wire lies on, and which way. */
function houseAxis({ wire, sign }: AxisMap, axis: number): { house: number; sign: number } {
  const house = wire.indexOf(axis);
  return { house, sign: sign[house] ?? 1 };
}
