import { expect } from 'vitest';
import type { z } from 'zod';
import { hidOptions } from '../../devices/hid/options.ts';
import { HidReading } from '../../devices/hid/reading.ts';
import type { Drive } from '../../devices/hid/velocity-pose.ts';

export type Given = Partial<z.input<typeof hidOptions>>;

/** Straight response at 2 m/s and 90 °/s, unless a test says otherwise. */
export const settingsOf = (given: Given = {}) =>
  hidOptions.parse({
    match: 'spacemouse',
    metresPerSecond: 2,
    degreesPerSecond: 90,
    deadZone: 0,
    exponent: 1,
    minY: -100,
    start: { position: [0, 1.5, 0] },
    ...given,
  });

/** A reading with tx, ty, tz, pitch, yaw, roll; both halves unless one is left out. */
export function reading(
  velocity: number[],
  halves: 'both' | 'moves' | 'turns' = 'both',
): HidReading {
  const made = new HidReading();
  made.clear();
  made.hasTranslation = halves !== 'turns';
  made.hasRotation = halves !== 'moves';
  made.velocity.set(velocity);
  return made;
}

export const placeOf = ({ x, y, z }: Drive): number[] => [x, y, z];
export const poseOf = (drive: Drive): number[] => [
  ...placeOf(drive),
  drive.pitch,
  drive.yaw,
  drive.roll,
];

export function expectNear(actual: number[], expected: number[], within: number): void {
  for (const [i, value] of expected.entries()) {
    expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(within);
  }
}
