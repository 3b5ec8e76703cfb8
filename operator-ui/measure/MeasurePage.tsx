import { useState } from 'react';
import { LinkBanner } from '../link/LinkBanner.tsx';
import { LinkState } from '../link/LinkState.tsx';
import { Notices } from '../link/Notices.tsx';
import { MotionPanel } from './MotionPanel.tsx';
import { PhotonPanel } from './PhotonPanel.tsx';
import { useCamera } from './use-camera.ts';

const methods = { photon: 'Server to photon', motion: 'Motion to photon' } as const;

/** Measures how late the walls are, with the camera of a phone or a laptop. */
export function MeasurePage() {
  const [method, setMethod] = useState<keyof typeof methods>('photon');
  const camera = useCamera();
  return (
    <div className="measure">
      <LinkBanner />
      <header>
        <h1>Measure</h1>
        <LinkState />
      </header>
      <nav className="choice measure-methods" aria-label="What to measure">
        {(['photon', 'motion'] as const).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={method === name}
            onClick={() => setMethod(name)}
          >
            {methods[name]}
          </button>
        ))}
      </nav>
      {method === 'photon' ? <PhotonPanel camera={camera} /> : <MotionPanel camera={camera} />}
      <Notices />
    </div>
  );
}
