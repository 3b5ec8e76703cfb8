import { workerData } from 'node:worker_threads';

// A run blocks the process's main thread for as long as the model wants. From here the process is ended
// when nobody waits for it any more, or when it passes its memory where the parent cannot see that.
const { memoryBytes } = workerData;
const parent = process.ppid;
const lookMs = 500;

setInterval(() => {
  const isOrphan = process.ppid !== parent;
  if (isOrphan || process.memoryUsage.rss() > memoryBytes) process.kill(process.pid, 'SIGKILL');
}, lookMs);
