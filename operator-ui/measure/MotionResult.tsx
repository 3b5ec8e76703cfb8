import { useState } from 'react';
import type { OnsetDelay, RegionChanges } from '../../core/latency/motion-onset.ts';
import { trackingAgeFromClip } from '../../core/latency/tracking-age.ts';
import { periodMs } from '../../core/time/rate.ts';
import { useDesk } from '../link/desk.ts';
import { useShowState } from '../link/show-store.ts';
import { numberText } from '../theme/readout.ts';
import { OnsetPlot } from './OnsetPlot.tsx';
import { useArrivalToLight } from './use-arrival-to-light.ts';

interface Props {
  delay: OnsetDelay;
  camera: RegionChanges;
  wall: RegionChanges;
}

/** The delay that a clip shows, what of it the server knows, and the press that sets the rest as the camera's age. */
export function MotionResult({ delay, camera: cameraChanges, wall: wallChanges }: Props) {
  const desk = useDesk();
  const cameras = useShowState(({ show }) => show.cameras) ?? [];
  const outputs = useShowState(({ show }) => show.stage.outputs) ?? [];
  const rate = useShowState(({ show }) => show.stage.rates.wall);
  const [cameraId, setCameraId] = useState(cameras[0]?.id);
  const [outputId, setOutputId] = useState(outputs[0]?.id);
  const camera = cameras.find(({ id }) => id === cameraId);
  const output = outputs.find(({ id }) => id === outputId);
  const arrivalToLightMs = useArrivalToLight(camera, output, outputs);
  const motionToPhotonMs = delay.delayMs;
  const ageMs =
    arrivalToLightMs === null
      ? null
      : Math.round(trackingAgeFromClip({ motionToPhotonMs, arrivalToLightMs }) * 10) / 10;
  const isHeldBack = (camera?.holdBackMs ?? 0) > 0;
  const use = () => void desk.command({ type: 'camera.set', id: cameraId, trackingAgeMs: ageMs });
  return (
    <>
      <p className="number">
        <span className="measure-figure">{numberText(motionToPhotonMs, 1)} ms</span> ±{' '}
        {numberText(delay.boundMs + (rate ? periodMs(rate) / 2 : 0), 1)}
      </p>
      <OnsetPlot delay={delay} camera={cameraChanges} wall={wallChanges} />
      <div className="measure-buttons">
        <Chooser
          word="Camera"
          ids={cameras.map(({ id }) => id)}
          id={cameraId}
          onChoose={setCameraId}
        />
        <Chooser
          word="Output"
          ids={outputs.map(({ id }) => id)}
          id={outputId}
          onChoose={setOutputId}
        />
      </div>
      <dl className="measure-sum number">
        <dt>camera moves → wall answers</dt>
        <dd>{numberText(motionToPhotonMs, 1)} ms</dd>
        <dt>known: sample arrives → its light</dt>
        <dd>−{numberText(arrivalToLightMs, 1)} ms</dd>
        <dt>age of the tracking</dt>
        <dd>{numberText(ageMs, 1)} ms</dd>
        <dt>set now</dt>
        <dd>{numberText(camera?.trackingAgeMs, 1)} ms</dd>
      </dl>
      {isHeldBack && (
        <p className="measure-hint">
          This camera is held back: set its hold-back to 0 and film again.
        </p>
      )}
      <button
        type="button"
        className="button"
        disabled={ageMs === null || isHeldBack}
        onClick={use}
      >
        Use it
      </button>
    </>
  );
}

interface ChooserProps {
  word: string;
  ids: readonly string[];
  id: string | undefined;
  onChoose: (id: string) => void;
}

function Chooser({ word, ids, id, onChoose }: ChooserProps) {
  return (
    <label className="measure-chooser">
      {word}
      <select className="field" value={id} onChange={({ target }) => onChoose(target.value)}>
        {ids.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    </label>
  );
}
