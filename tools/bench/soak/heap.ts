import { GCProfiler } from 'node:v8';

/** What stands in the heap after a forced collection, bytes. */
export function heapBytes(): number {
  if (!globalThis.gc) throw new Error('The process was started without --expose-gc.');
  // Weak references go in the second.
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** Bytes that `work` asked of the heap, whether or not they were collected meanwhile. */
export function allocatedBytes(work: () => void): number {
  const profiler = new GCProfiler();
  profiler.start();
  let fromBytes = process.memoryUsage().heapUsed;
  work();
  const endBytes = process.memoryUsage().heapUsed;
  let bytes = 0;
  for (const { beforeGC, afterGC } of profiler.stop().statistics) {
    bytes += beforeGC.heapStatistics.usedHeapSize - fromBytes;
    fromBytes = afterGC.heapStatistics.usedHeapSize;
  }
  return bytes + endBytes - fromBytes;
}
