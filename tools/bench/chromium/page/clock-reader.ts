import type { ClockReading } from '../page-task.ts';
import type { ClockWorkerStart } from './clock-worker.ts';

/** All clock estimates of the page's Worker, as they come. */
export class ClockReader {
  #readings: ClockReading[] = [];

  /** `peers`: where the sockets of the peers are. */
  constructor(peers: string) {
    const worker = new Worker(new URL('./clock-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<ClockReading>) => this.#readings.push(data);
    const start: ClockWorkerStart = { origin: location.origin, peers };
    worker.postMessage(start);
  }

  take(): ClockReading[] {
    const readings = this.#readings;
    this.#readings = [];
    return readings;
  }
}
