import { type BenchPage, type Contender, taskOf } from '../page-task.ts';
import { BarrierSource } from './barrier-source.ts';
import { ClockReader } from './clock-reader.ts';
import { FrameLoop } from './frame-loop.ts';
import { FrameSource } from './frame-source.ts';
import { carefulSource, naiveSource } from './newest-source.ts';
import type { PoseSource } from './pose-source.ts';
import { SampleSource } from './sample-source.ts';

declare global {
  var bench: BenchPage;
}

const sources: Record<Contender, (output: string) => PoseSource> = {
  frames: (output) => new FrameSource(output),
  samples: () => new SampleSource(),
  naive: naiveSource,
  careful: carefulSource,
  barrier: () => new BarrierSource(),
};

const task = taskOf(location.search);
if (task.measures === 'clock') {
  const reader = new ClockReader(task.peers);
  globalThis.bench = { takeFrames: () => [], takeReadings: () => reader.take() };
} else {
  const canvas = document.querySelector('canvas');
  if (!canvas) throw new Error('There is no canvas.');
  const loop = new FrameLoop(canvas, sources[task.draws](task.output), task.slowMs);
  loop.start();
  globalThis.bench = { takeFrames: () => loop.take(), takeReadings: () => [] };
}
