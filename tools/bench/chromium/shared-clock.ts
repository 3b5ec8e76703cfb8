/**
 * Milliseconds since 1970 on this process's monotonic clock. Chromium's pages have the same: the
 * processes of one machine agree to some hundredths of a millisecond as long as nobody sets its clock.
 */
export const sharedMs = (): number => performance.timeOrigin + performance.now();
