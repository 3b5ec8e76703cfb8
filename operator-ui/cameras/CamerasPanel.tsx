import { useState } from 'react';
import { useShowState } from '../link/show-store.ts';
import { useSteadyStatus } from '../timing/use-steady-status.ts';
import { CameraCard } from './CameraCard.tsx';
import { RollingKey } from './RollingKey.tsx';

/** Every tracked camera; the chosen one opened, the others in one line. */
export function CamerasPanel() {
  const cameras = useShowState((state) => state.show.cameras) ?? [];
  const held = useShowState((state) => state.inhibits.holdTracking) ?? [];
  const reports = useSteadyStatus()?.cameras ?? [];
  const [chosen, setChosen] = useState<string>();
  const open = cameras.some((camera) => camera.id === chosen) ? chosen : cameras[0]?.id;
  return (
    <section className="panel cameras" aria-label="Cameras">
      <header>
        <h2>Cameras</h2>
        <RollingKey />
      </header>
      <div className="scrolls">
        {cameras.map((camera) => (
          <CameraCard
            key={camera.id}
            camera={camera}
            report={reports.find((report) => report.id === camera.id)}
            isHeld={held.includes(camera.id)}
            isOpen={camera.id === open}
            onOpen={() => setChosen(camera.id)}
          />
        ))}
        {cameras.length === 0 && (
          <p className="empty">
            The show has no tracked camera. Add one under “cameras” in show.json.
          </p>
        )}
      </div>
    </section>
  );
}
