import { Worker } from 'node:worker_threads';
import type { InferenceMessage, InferenceRequest } from './inference-messages.ts';
import { inferenceTasks } from './inference-tasks.ts';
import { openSession } from './open-session.ts';

// The process that `inference.ts` starts: runs one model on one picture, tells how far it is, and ends.
const request: InferenceRequest = JSON.parse(process.argv[2] ?? '{}');

const tell = (message: InferenceMessage): void => void process.send?.(message);
const guard = new URL('./guard-thread.mjs', import.meta.url);
new Worker(guard, { workerData: { memoryBytes: request.memoryBytes }, execArgv: [] }).unref();
// Whoever asked is gone.
process.on('disconnect', () => process.exit(1));

try {
  const values = await inferenceTasks[request.task](
    request,
    () => openSession(request, tell),
    (share) => tell({ type: 'progress', share, rssBytes: process.memoryUsage.rss() }),
  );
  tell({ type: 'done', values });
} catch (error) {
  tell({ type: 'fault', message: error instanceof Error ? error.message : String(error) });
}
