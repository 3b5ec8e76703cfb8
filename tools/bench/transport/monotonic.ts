/** Milliseconds on the machine's monotonic clock, which all of its processes share. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

export const elapsed = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));
