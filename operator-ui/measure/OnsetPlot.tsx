import type { OnsetDelay, RegionChanges } from '../../core/latency/motion-onset.ts';

interface Props {
  delay: OnsetDelay;
  camera: RegionChanges;
  wall: RegionChanges;
}

const [width, height] = [300, 90];
const aroundMs = 300;

/** Both motions around their onsets, each to its own peak: a look tells whether the right ones were found. */
export function OnsetPlot({ delay, camera, wall }: Props) {
  const from = delay.firstMs - aroundMs;
  const to = Math.max(delay.firstMs, delay.secondMs) + aroundMs;
  const x = (ms: number) => ((ms - from) / (to - from)) * width;
  return (
    <svg className="measure-plot" viewBox={`0 0 ${width} ${height}`} role="img">
      <title>Motion of the camera and of the wall, and where each begins</title>
      <polyline data-name="camera" points={pointsOf(camera, x)} />
      <polyline data-name="wall" points={pointsOf(wall, x)} />
      <path data-name="camera" d={`M${x(delay.firstMs)} 0V${height}`} />
      <path data-name="wall" d={`M${x(delay.secondMs)} 0V${height}`} />
    </svg>
  );
}

function pointsOf({ timesMs, changes }: RegionChanges, x: (ms: number) => number): string {
  const peak = Math.max(...changes, 1e-6);
  return (
    timesMs
      // A change belongs to the middle of the time that it took.
      .map(
        (time, i) =>
          [
            x((time + (timesMs[i - 1] ?? time)) / 2),
            height - 4 - ((changes[i] ?? 0) / peak) * (height - 8),
          ] as const,
      )
      .filter(([at]) => at >= 0 && at <= width)
      .map(([at, y]) => `${at.toFixed(1)},${y.toFixed(1)}`)
      .join(' ')
  );
}
