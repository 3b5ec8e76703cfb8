/** Tags of the numbers that a message of the fuzzing may carry, with how a view writes each. */
const writers = {
  f: (view: DataView, value: number) => view.setFloat32(0, value),
  i: (view: DataView, value: number) => view.setInt32(0, value),
  d: (view: DataView, value: number) => view.setFloat64(0, value),
} as const;
export type NumberTag = keyof typeof writers;

/** An OSC 1.0 message by hand, so that no decoder is measured against an encoder of its own house. */
export function oscMessage(
  address: string,
  tags: readonly NumberTag[],
  values: readonly number[],
): number[] {
  const args = tags.flatMap((tag, i) => numberBytes(tag, values[i] ?? 0));
  return [...paddedText(address), ...paddedText(`,${tags.join('')}`), ...args];
}

/** A bundle stamped "now" around whole messages. */
export const oscBundle = (elements: readonly (readonly number[])[]): number[] => [
  ...paddedText('#bundle'),
  ...[0, 0, 0, 0, 0, 0, 0, 1],
  ...elements.flatMap((element) => [...numberBytes('i', element.length), ...element]),
];

function paddedText(text: string): number[] {
  const bytes = [...Buffer.from(text, 'ascii'), 0];
  while (bytes.length % 4 !== 0) bytes.push(0);
  return bytes;
}

function numberBytes(tag: NumberTag, value: number): number[] {
  const view = new DataView(new ArrayBuffer(tag === 'd' ? 8 : 4));
  writers[tag](view, value);
  return [...new Uint8Array(view.buffer)];
}

/** As a UDP socket delivers it: a Buffer with memory of its own. */
export const datagram = (bytes: readonly number[]): Buffer =>
  Buffer.from(Uint8Array.from(bytes).buffer);
