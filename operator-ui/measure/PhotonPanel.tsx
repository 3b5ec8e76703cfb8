import { useEffect, useRef, useState } from 'react';
import { codedOutputs } from '../../core/latency/frame-code.ts';
import { useDesk } from '../link/desk.ts';
import { useShowState } from '../link/show-store.ts';
import { CameraPicture } from './CameraPicture.tsx';
import { PhotonResults } from './PhotonResults.tsx';
import type { Camera } from './use-camera.ts';
import { type PhotonFindings, usePhotonRun } from './use-photon-run.ts';

/** Server to photon: films the coded frame counters and tells how late each output's light is. */
export function PhotonPanel({ camera }: { camera: Camera }) {
  const desk = useDesk();
  const outputs = useShowState((state) => state.show.stage.outputs) ?? [];
  const [isOn, setOn] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const findings = usePhotonRun(isOn, { video, overlay });
  // Whoever leaves leaves no patch on the walls.
  useEffect(() => {
    if (!isOn) return;
    const off = () => void desk.command({ type: 'stage.frameCode', on: false });
    addEventListener('pagehide', off);
    return () => {
      removeEventListener('pagehide', off);
      off();
    };
  }, [isOn, desk]);
  const start = async () => {
    if (!(await camera.open())) return;
    const { ok } = await desk.command({ type: 'stage.frameCode', on: true });
    setOn(ok);
  };
  const stop = () => {
    setOn(false);
    camera.close();
  };
  return (
    <main>
      <section>
        <CameraPicture stream={camera.stream} video={video} overlay={overlay} />
        <p className="measure-state" role="status">
          {camera.advice ?? stateWords(isOn, findings)}
        </p>
        <button
          type="button"
          className="button measure-go"
          aria-pressed={isOn}
          onClick={() => (isOn ? stop() : void start())}
        >
          {isOn ? 'Stop' : 'Measure'}
        </button>
      </section>
      <section aria-label="Server to photon">
        <h2>Server to photon</h2>
        <p className="measure-hint">
          From a frame’s time to the middle of its light. While this measures, each output shows a
          small counter at its bottom left. Fill a third of the picture’s height with it and rest
          the phone on something; two walls in one picture are compared free of the camera’s delay.
        </p>
        <PhotonResults outputs={outputs.slice(0, codedOutputs)} findings={findings} />
        {outputs.length > codedOutputs && (
          <p className="measure-hint">
            Outputs after the sixteenth have no counter of their own: put them among the first
            sixteen to measure them.
          </p>
        )}
      </section>
    </main>
  );
}

function stateWords(isOn: boolean, findings: PhotonFindings | null): string {
  if (!isOn) return findings ? 'Measured.' : 'Open the wall’s pages, point the camera at a wall.';
  if (!findings || findings.pictures === 0) return 'Waiting for the camera …';
  if (findings.seen === 0) return 'No counter in the picture: go nearer, or point at its corner.';
  if (findings.read === 0) return 'A counter, but not legible: hold still and go nearer.';
  return `Reading ${findings.read} ${findings.read === 1 ? 'counter' : 'counters'}.`;
}
