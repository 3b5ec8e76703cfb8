import { useState } from 'react';
import type { StatusReport } from '../../core/wire/events.ts';
import { useShowState } from '../link/show-store.ts';
import { CameraAge } from './CameraAge.tsx';
import { FrameCodeKey } from './FrameCodeKey.tsx';
import { WaterfallPicture } from './WaterfallPicture.tsx';
import { WaterfallTable } from './WaterfallTable.tsx';
import { stageTimes } from './waterfall.ts';

/** Where the time goes from a camera's movement to the light of each output. */
export function LatencyView({ status }: { status: StatusReport }) {
  const cameras = useShowState((state) => state.show.cameras) ?? [];
  const [chosen, setChosen] = useState<string>();
  const camera = cameras.find(({ id }) => id === chosen) ?? cameras[0];
  const delays = status.cameras.find(({ id }) => id === camera?.id)?.delays;
  const rows = status.outputs
    .filter(({ connected }) => connected)
    .map((output) => ({ output, times: stageTimes(delays, output) }));
  if (rows.length === 0) {
    return <p className="empty">No output’s page is open: there is nothing to time.</p>;
  }
  return (
    <>
      <div className="waterfall-head">
        <nav className="choice" aria-label="Camera at the head of the bars">
          {cameras.map(({ id }) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === camera?.id}
              onClick={() => setChosen(id)}
            >
              Camera {id}
            </button>
          ))}
        </nav>
        <p>From the tracker’s own moment to the light of each output</p>
        <FrameCodeKey />
      </div>
      <WaterfallPicture rows={rows} predictedMs={delays?.predictedMs ?? null} />
      <WaterfallTable rows={rows} />
      {camera && (
        <div className="latency-camera">
          <CameraAge camera={camera} />
        </div>
      )}
    </>
  );
}
