/** OSC packets built by hand from the OSC 1.0 text, for tests that must not trust any encoder of ours. */

const pad = (bytes: number[]): number[] => {
  const padded = [...bytes];
  while (padded.length % 4 !== 0) padded.push(0);
  return padded;
};

export const text = (value: string): number[] => pad([...new TextEncoder().encode(value), 0]);

const viaView = (size: number, write: (view: DataView) => void): number[] => {
  const view = new DataView(new ArrayBuffer(size));
  write(view);
  return [...new Uint8Array(view.buffer)];
};

export const int32 = (value: number): number[] => viaView(4, (v) => v.setInt32(0, value));
export const float32 = (value: number): number[] => viaView(4, (v) => v.setFloat32(0, value));
export const float64 = (value: number): number[] => viaView(8, (v) => v.setFloat64(0, value));
export const int64 = (value: bigint): number[] => viaView(8, (v) => v.setBigInt64(0, value));
export const blob = (bytes: number[]): number[] => [...int32(bytes.length), ...pad(bytes)];

/** `tags` without the comma; undefined leaves the type tag string out. */
export const message = (
  address: string,
  tags: string | undefined,
  ...args: number[][]
): number[] => [...text(address), ...(tags === undefined ? [] : text(`,${tags}`)), ...args.flat()];

/** A bundle; `timetag` is seconds and fraction, "now" when left out. */
export const bundle = (
  elements: number[][],
  timetag: readonly [number, number] = [0, 1],
): number[] => [
  ...text('#bundle'),
  ...viaView(8, (v) => {
    v.setUint32(0, timetag[0]);
    v.setUint32(4, timetag[1]);
  }),
  ...elements.flatMap((element) => [...int32(element.length), ...element]),
];

export const floats = (...values: number[]): number[] => values.flatMap(float32);
