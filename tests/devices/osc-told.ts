import { expect } from 'vitest';
import type { FeedbackItem } from '../../devices/device.ts';
import { readArguments } from '../../devices/osc/arguments.ts';
import { createOscMessage, locateMessage } from '../../devices/osc/message.ts';

export const program = (id: string): FeedbackItem => ({
  address: '/cyc/state/program',
  args: [id],
});
export const blackout = (on: boolean): FeedbackItem => ({
  address: '/cyc/state/inhibit/blackout',
  args: [on],
});

/** What a datagram of feedback says. */
export function decoded(bytes: Uint8Array): [address: string, args: unknown] {
  const located = createOscMessage();
  expect(locateMessage(bytes, 0, bytes.length, located)).toBeUndefined();
  const { addressStart, addressEnd } = located;
  return [
    new TextDecoder().decode(bytes.subarray(addressStart, addressEnd)),
    readArguments(located),
  ];
}
