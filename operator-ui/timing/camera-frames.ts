import { cameraCadence } from '../../core/time/cadence.ts';
import { frameTimeMs, periodMs, type Rate, rateRatio } from '../../core/time/rate.ts';

/** One camera frame of the picture: when it is open, and how many wall frames begin in it. */
export interface CameraFrame {
  fromMs: number;
  toMs: number;
  wallFrames: number;
}

export interface FramePattern {
  spanMs: number;
  cameraFrames: CameraFrame[];
  wallTicksMs: number[];
}

/** More would be a fence and no picture. */
const mostCameraFrames = 8;
const leastCameraFrames = 4;
/** Both rows are rounded apart: what differs by less is the same instant. */
const instantMs = 1e-6;

/**
 * Camera frames over the wall frames that they see, from the beginning of a camera frame: the whole
 * pattern where it is short, else its beginning. `phase` is `cameraPhase` of the show's rates.
 */
export function framePattern(camera: Rate, wall: Rate, phase: number): FramePattern {
  // wall/camera = n/d: after d camera frames the pattern repeats.
  const pattern = rateRatio(wall, camera).den;
  const repeats = Math.ceil(leastCameraFrames / pattern) * pattern;
  const count = Math.min(mostCameraFrames, repeats);
  const beginsMs = phase * periodMs(camera);
  const wallTicksMs: number[] = [];
  const spanMs = frameTimeMs(count, camera);
  const firstTick = Math.ceil((beginsMs - instantMs) / periodMs(wall));
  for (let k = firstTick; frameTimeMs(k, wall) < beginsMs + spanMs - instantMs; k++) {
    wallTicksMs.push(Math.max(0, frameTimeMs(k, wall) - beginsMs));
  }
  const cameraFrames = Array.from({ length: count }, (_, i) => {
    const [fromMs, toMs] = [frameTimeMs(i, camera), frameTimeMs(i + 1, camera)];
    const isIn = (ms: number) => ms >= fromMs - instantMs && ms < toMs - instantMs;
    return { fromMs, toMs, wallFrames: wallTicksMs.filter(isIn).length };
  });
  return { spanMs, cameraFrames, wallTicksMs };
}

/** What follows from the two rates, in words. */
export function patternText(camera: Rate, wall: Rate): string {
  const cadence = cameraCadence(camera, wall);
  if (cadence.kind !== 'even') return cadence.text;
  return cadence.ratio === 1
    ? 'Every camera frame sees one wall frame.'
    : `Every camera frame sees ${cadence.ratio} wall frames.`;
}
