import { centred, layoutOf, numbered } from '../control-layout.ts';
import { clampUnit, type HidReading } from '../reading.ts';

/** Keys of a pad by index, in the order of the browsers' standard gamepad, then what it lacks. */
export const padKey = {
  south: 0,
  east: 1,
  west: 2,
  north: 3,
  l1: 4,
  r1: 5,
  l2: 6,
  r2: 7,
  select: 8,
  start: 9,
  l3: 10,
  r3: 11,
  up: 12,
  down: 13,
  left: 14,
  right: 15,
  home: 16,
  touchpad: 17,
  extra: 18,
} as const;

const keyCount = 19;

/** Levels 0 to 3 are the sticks, −1..1 and + to the right and down, 4 and 5 the triggers, 0..1. */
export const padLayout = layoutOf({
  keys: numbered('button', keyCount),
  levels: [
    ...['axis/lx', 'axis/ly', 'axis/rx', 'axis/ry'].map(centred),
    { name: 'axis/l2', isCentred: false },
    { name: 'axis/r2', isCentred: false },
  ],
});

/** Marks all keys of a pad as carried and up; a parser then presses some. */
export function clearPadKeys(reading: HidReading): void {
  reading.keyCount = keyCount;
  reading.keys.fill(0, 0, keyCount);
}

/**
 * Makes the velocity out of the levels of a pad: the left stick moves over the floor, the right one
 * turns, the triggers rise (R2) and sink (L2). The levels are rounded to 8 bits with a sign then:
 * finer is noise, and each change is an event.
 */
export function movePad(reading: HidReading): void {
  const { levels, velocity } = reading;
  reading.hasTranslation = reading.hasRotation = true;
  velocity[0] = unitAt(levels, 0);
  velocity[1] = clampUnit(unitAt(levels, 5) - unitAt(levels, 4));
  velocity[2] = unitAt(levels, 1);
  velocity[3] = 0 - unitAt(levels, 3);
  velocity[4] = 0 - unitAt(levels, 2);
  velocity[5] = 0;
  for (let i = 0; i < padLayout.levels.length; i += 1) {
    levels[i] = Math.round(unitAt(levels, i) * 255) / 255;
  }
}

const unitAt = (levels: Float64Array, i: number): number => clampUnit(levels[i] ?? 0);

/** Presses the directions of a hat switch, 0 = up, clockwise in eighths; anything else is none. */
export function takeHat(reading: HidReading, hat: number): void {
  const { up, down, left, right } = padKey;
  if (hat === 7 || hat === 0 || hat === 1) reading.keys[up] = 1;
  if (hat >= 1 && hat <= 3) reading.keys[right] = 1;
  if (hat >= 3 && hat <= 5) reading.keys[down] = 1;
  if (hat >= 5 && hat <= 7) reading.keys[left] = 1;
}
