/**
 * Whether an 8-bit sequence number says that a packet came late or twice (ANSI E1.31-2018, 6.7.2):
 * the signed 8-bit difference to the last one is −19 to 0. Further back counts as a sender that
 * started anew. `last` is NaN before the first packet.
 */
export function isLate(last: number, next: number): boolean {
  const step = ((next - last) << 24) >> 24;
  return !Number.isNaN(last) && step <= 0 && step > -20;
}
