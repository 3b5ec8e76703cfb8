/** The readers of the package `osc` 2.4.5; each throws at the end of the data. */
export interface OscPeer {
  readPacket(bytes: Uint8Array, options: object): { args: unknown[] };
  readString(view: DataView, at: { idx: number }): string;
  readArgument(
    tag: string,
    tags: string,
    view: DataView,
    options: object,
    at: { idx: number },
  ): unknown;
}

/** The numbers that a message says, or why Cyclorama has to refuse it. */
export type Reading = { numbers: number[] } | { refusal: string };

const refusal = (reason: string): Reading => ({ refusal: reason });
const route = /^\/?cyc\/(?:camera\/[^/]{1,128}\/(pose|lens)|object\/[^/]{1,128}\/(pose))$/;

/**
 * What a `/cyc` message means by the reading of `osc`, plus what `osc` does not ask: whole words, ended
 * strings, a literal address, finite numbers, a unit quaternion. Arguments beyond the wanted ones are
 * left unread, and a message without type tags is floats, as docs/devices/osc.md says.
 */
export function readingOf(osc: OscPeer, bytes: Uint8Array): Reading {
  if (bytes.length === 0 || bytes.length % 4 !== 0) return refusal('size');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = { idx: 0 };
  if (!bytes.includes(0)) return refusal('address without an end');
  const address = osc.readString(view, at);
  if (!/^[!-~]+$/.test(address)) return refusal('address not printable');
  if (/[#*,?[\]{}]/.test(address)) return refusal('address pattern');
  const [, ofCamera, ofObject] = route.exec(address) ?? [];
  const kind = ofCamera ?? ofObject;
  if (!kind) return refusal('another address');
  const numbers = numbersOf(osc, view, at, kind === 'lens' ? 3 : 7);
  if (!numbers) return refusal('arguments');
  if (!numbers.every(Number.isFinite)) return refusal('not finite');
  return kind === 'lens' ? lensOf(numbers) : poseOf(numbers);
}

function numbersOf(
  osc: OscPeer,
  view: DataView,
  at: { idx: number },
  count: number,
): number[] | undefined {
  let tags = 'f'.repeat(count);
  if (at.idx < view.byteLength && view.getUint8(at.idx) === 0x2c) {
    if (!isEnded(view, at.idx)) return undefined;
    tags = osc.readString(view, at).slice(1, 1 + count);
  } else if (view.byteLength - at.idx !== 4 * count) {
    return undefined;
  }
  if (!/^[fidh]*$/.test(tags) || tags.length < count) return undefined;
  try {
    return [...tags].map((tag) => Number(osc.readArgument(tag, tags, view, {}, at)));
  } catch {
    return undefined;
  }
}

function isEnded(view: DataView, from: number): boolean {
  for (let i = from; i < view.byteLength; i += 1) if (view.getUint8(i) === 0) return true;
  return false;
}

function poseOf(numbers: number[]): Reading {
  const length = Math.hypot(...numbers.slice(3));
  if (!(Math.abs(length - 1) <= 0.01)) return refusal('quaternion');
  return { numbers: numbers.map((value, i) => (i < 3 ? value : value / length)) };
}

function lensOf(numbers: number[]): Reading {
  if (!numbers.some((value) => value > 0)) return refusal('arguments');
  return { numbers: numbers.map((value) => (value > 0 ? value : Number.NaN)) };
}
