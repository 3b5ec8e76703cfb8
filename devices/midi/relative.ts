import type { RelativeCode } from './options.ts';

/**
 * Clicks of an endless wheel, + clockwise, from the seven bits of its controller: `twos` is two's
 * complement (1 is +1, 127 is −1), `offset64` counts from 64 (65 is +1), `signBit` has the sign in
 * bit 6 (1 is +1, 65 is −1).
 */
export function stepFromRelative(code: RelativeCode, value: number): number {
  if (code === 'offset64') return value - 64;
  if (value < 64) return value;
  return code === 'twos' ? value - 128 : 64 - value;
}
