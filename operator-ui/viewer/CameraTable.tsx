import type { CameraStatusReport } from '../../core/wire/status.ts';
import { StatusChip } from '../cameras/CameraCard.tsx';
import { useShow } from '../link/show-store.ts';
import { numberText, positionText, turnText } from '../theme/readout.ts';

/** Every camera in a row. */
export function CameraTable() {
  const cameras = useShow((store) => store.status?.cameras) ?? [];
  return (
    <section className="panel camera-table" aria-label="Cameras">
      <header>
        <h2>Cameras</h2>
      </header>
      <div className="scrolls">
        {cameras.map((camera) => (
          <CameraRow key={camera.id} camera={camera} />
        ))}
        {cameras.length === 0 && <p className="empty">The show has no tracked camera.</p>}
      </div>
    </section>
  );
}

function CameraRow({ camera }: { camera: CameraStatusReport }) {
  return (
    <article className="camera-row">
      <p>
        <strong>{camera.id}</strong> <StatusChip report={camera} />
      </p>
      <p className="number">
        {numberText(camera.lens.focalLengthMm, 1)} mm · {numberText(camera.ageMs, 0)} ms ·{' '}
        {numberText(camera.rateHz, 1)} Hz · −{numberText(camera.lossPct, 1)} %
      </p>
      {camera.pose && (
        <p className="number">
          {positionText(camera.pose)} m
          <br />
          {turnText(camera.pose)}
        </p>
      )}
    </article>
  );
}
