/**
 * What an argument of a mapped message may be, and its place in a subject's memory. Positions and
 * quaternions are kept in house axes, rx to rz as turns about the wire's own axes, angles in radians.
 */
export const slots = {
  x: 0,
  y: 1,
  z: 2,
  qx: 3,
  qy: 4,
  qz: 5,
  qw: 6,
  rx: 7,
  ry: 8,
  rz: 9,
  pan: 10,
  tilt: 11,
  roll: 12,
  focalLengthMm: 13,
  focusDistanceM: 14,
  fStop: 15,
  entrancePupilMm: 16,
  verticalFov: 17,
  zoomEncoder: 18,
  focusEncoder: 19,
  irisEncoder: 20,
  timeMs: 21,
  sequence: 22,
  tracked: 23,
} as const;
export type SlotName = keyof typeof slots;

export const slotCount = 24;

export const isSlotName = (name: string): name is SlotName => Object.hasOwn(slots, name);

/** One bit for each slot, so that sets of them are numbers. */
export const slotBit = (slot: number): number => 1 << slot;

const bitsOf = (...names: SlotName[]): number =>
  names.reduce((bits, name) => bits | slotBit(slots[name]), 0);

export const positionBits = bitsOf('x', 'y', 'z');
export const quaternionBits = bitsOf('qx', 'qy', 'qz', 'qw');
/** Turns about the wire's axes. */
export const turnBits = bitsOf('rx', 'ry', 'rz');
export const angleBits = bitsOf('pan', 'tilt', 'roll');
export const rotationBits = quaternionBits | turnBits | angleBits;
export const poseBits = positionBits | rotationBits;
export const trackedBit = bitsOf('tracked');
export const lensBits = bitsOf(
  'focalLengthMm',
  'focusDistanceM',
  'fStop',
  'entrancePupilMm',
  'verticalFov',
  'zoomEncoder',
  'focusEncoder',
  'irisEncoder',
);

/** The kinds of rotation, of which a message carries one at most. */
export const rotationKinds = [quaternionBits, turnBits, angleBits] as const;
