import type { FrameTimes, OverheadShot } from '../calls.ts';
import type { Contender } from './frame-contender.ts';
import { bareThree, outputPass } from './three-frames.ts';
import { inner, wallClient, wallViews } from './wall-frames.ts';

/** Compiling and the first uploads are not what is compared. */
const warmUpFrames = 4;

/** The same scene at the same size and number of samples, frame by frame in turn. */
export async function overhead(shot: OverheadShot): Promise<FrameTimes> {
  const contenders = [
    bareThree(shot),
    outputPass(shot),
    wallClient('one view', shot, 1, []),
    wallClient('one view at half size', shot, 0.5, []),
    wallClient('inner and outer', shot, 1, [inner(shot)]),
    wallClient('inner and outer at half size', shot, 0.5, [inner(shot)]),
    ...wallViews(shot),
  ];
  const times: FrameTimes = { wallClock: {}, timer: {} };
  for (const { name } of contenders) [times.wallClock[name], times.timer[name]] = [[], []];
  for (let i = -warmUpFrames; i < shot.frames; i++) {
    // Whoever comes first may find the caches cold.
    for (let turn = 0; turn < contenders.length; turn++) {
      const contender = contenders[(turn + i + warmUpFrames) % contenders.length];
      if (contender) await timeFrame(contender, i, times);
    }
  }
  for (const { renderer } of contenders) renderer.forceContextLoss();
  return times;
}

async function timeFrame({ name, timer, draw, finish }: Contender, i: number, times: FrameTimes) {
  const start = performance.now();
  timer.begin();
  draw(Math.max(0, i));
  timer.end();
  finish();
  const wallClock = performance.now() - start;
  const timed = await timer.read();
  if (i < 0) return;
  times.wallClock[name]?.push(wallClock);
  if (timed !== undefined) times.timer[name]?.push(timed);
}
