/**
 * The child's side of `startNativeProcess`: hands every message of the parent to `take`, one after
 * the other's start, and ends the process with its parent. Returns what sends to the parent.
 */
export function hostNative(take: (message: unknown) => void): (message: object) => void {
  process.on('message', take);
  // The parent closed us or died: a thread of the add-on must not keep the process alive.
  process.on('disconnect', () => process.exit(0));
  return (message) => {
    if (process.connected) process.send?.(message, undefined, undefined, () => {});
  };
}
