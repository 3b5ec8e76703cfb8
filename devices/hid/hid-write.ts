/** A report for the device: an output report, or a feature report. */
export interface HidWrite {
  isFeature: boolean;
  bytes: Uint8Array;
}

export const outputReport = (bytes: Uint8Array): HidWrite => ({ isFeature: false, bytes });

/** `bytes` in front, zeros up to `length`. */
export function padded(length: number, ...bytes: number[]): Uint8Array {
  const report = new Uint8Array(length);
  report.set(bytes);
  return report;
}
