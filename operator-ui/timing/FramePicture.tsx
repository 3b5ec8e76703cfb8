import type { Rates } from '../../core/show/stage-schema.ts';
import { cameraCadence } from '../../core/time/cadence.ts';
import { type CameraFrame, framePattern, patternText } from './camera-frames.ts';

const [width, height] = [1000, 56];
const gap = 2;

/** Camera frames as boxes over the ticks of the wall's frames, on one axis. */
export function FramePicture({ rates }: { rates: Rates }) {
  const { camera, wall, cameraPhase } = rates;
  const { spanMs, cameraFrames, wallTicksMs } = framePattern(camera, wall, cameraPhase);
  const x = (ms: number) => (ms / spanMs) * width;
  const ticks = wallTicksMs.map((ms) => `M${x(ms) + 1} 36V${height}`).join('');
  return (
    <figure className="frame-picture">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {cameraFrames.map(({ fromMs, toMs }) => (
          <rect
            key={fromMs}
            x={x(fromMs) + gap / 2}
            width={x(toMs - fromMs) - gap}
            y="0"
            height="30"
          />
        ))}
        <path d={ticks} />
      </svg>
      <ol className="frame-counts number" aria-hidden="true">
        {cameraFrames.map((frame: CameraFrame) => (
          <li key={frame.fromMs}>{frame.wallFrames}</li>
        ))}
      </ol>
      <figcaption data-fault={cameraCadence(camera, wall).kind !== 'even'}>
        {patternText(camera, wall)}
        <small>
          {' '}
          Boxes: camera frames, with the wall frames that begin in each. Ticks: wall frames.
        </small>
      </figcaption>
    </figure>
  );
}
