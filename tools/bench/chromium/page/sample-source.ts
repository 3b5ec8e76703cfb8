import { type PoseSource, setPose, type WantedFrame } from './pose-source.ts';
import { SampleCell, sampleCellBytes } from './sample-cell.ts';
import type { SampleWorkerStart } from './sample-worker.ts';

/** Cyclorama with one output: the newest sample that the Worker has put into memory. */
export class SampleSource implements PoseSource {
  readonly #cell: SampleCell;
  readonly #numbers = new Float64Array(7);

  constructor() {
    const memory = globalThis.crossOriginIsolated ? new SharedArrayBuffer(sampleCellBytes) : null;
    this.#cell = new SampleCell(memory ?? new ArrayBuffer(sampleCellBytes));
    const worker = new Worker(new URL('./sample-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Float64Array>) => this.#cell.write(data);
    const start: SampleWorkerStart = { origin: location.origin, memory };
    worker.postMessage(start);
  }

  frameAt(_refreshMs: number, { pose }: WantedFrame): boolean {
    if (!this.#cell.read(this.#numbers)) return false;
    setPose(pose, this.#numbers);
    return true;
  }
}
