import { useEffect, useRef, useState } from 'react';
import type { Camera } from '../../core/show/camera-schema.ts';
import { StatusChip } from '../cameras/CameraCard.tsx';
import { DeckCanvas } from '../decks/DeckCanvas.tsx';
import { useLive, useShowState } from '../link/show-store.ts';
import { useChoices } from '../operator/desk-choices.ts';
import { useSteadyStatus } from '../timing/use-steady-status.ts';
import { AimTab } from './aim/AimTab.tsx';
import { AlignTab } from './align/AlignTab.tsx';
import { CheckTab } from './check/CheckTab.tsx';
import { LensTab } from './lens/LensTab.tsx';
import { NudgeTab } from './NudgeTab.tsx';
import { SourceTab } from './source/SourceTab.tsx';
import { useStageMarks } from './stage-marks.ts';
import './setup.css';
import { useDeskKeysOff } from './use-desk-keys-off.ts';
import { useStillPose } from './use-still-pose.ts';

/** The set-up sheet of the camera that was asked for, while it is in the show. */
export function SetupSheet() {
  const cameraId = useChoices((choices) => choices.setupCamera);
  const camera = useShowState((state) => state.show.cameras.find(({ id }) => id === cameraId));
  return camera ? <OpenSheet key={camera.id} camera={camera} /> : null;
}

const close = () => useChoices.setState({ setupCamera: null });
const tabs = ['source', 'lens', 'align', 'aim', 'nudge', 'check'] as const;

function OpenSheet({ camera }: { camera: Camera }) {
  const sheet = useRef<HTMLDialogElement>(null);
  const [tab, setTab] = useState<(typeof tabs)[number]>('source');
  const [origin] = useState(camera.registration);
  const report = useSteadyStatus()?.cameras.find(({ id }) => id === camera.id);
  const capture = useStillPose(camera.id);
  const disabled = !useLive();
  const marks = useStageMarks((store) => store.marks);
  useDeskKeysOff(close);
  useEffect(() => {
    if (!sheet.current?.open) sheet.current?.showModal();
  }, []);
  return (
    <dialog ref={sheet} className="setup" aria-label={`Set up camera ${camera.id}`} onClose={close}>
      <DeckCanvas deck="program" mode="stage" label="The stage with its cameras" marks={marks}>
        {null}
      </DeckCanvas>
      <div className="setup-side">
        <header>
          <h2>Camera {camera.id}</h2>
          <StatusChip report={report} />
          <button type="button" className="button" onClick={close}>
            Close
          </button>
        </header>
        <div className="choice setup-tabs">
          {tabs.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === tab}
              onClick={() => setTab(each)}
            >
              {each}
            </button>
          ))}
        </div>
        <div className="scrolls">
          {tab === 'source' && <SourceTab camera={camera} report={report} disabled={disabled} />}
          {tab === 'align' && <AlignTab camera={camera} disabled={disabled} capture={capture} />}
          {tab === 'aim' && <AimTab camera={camera} disabled={disabled} capture={capture} />}
          {tab === 'lens' && <LensTab camera={camera} report={report} disabled={disabled} />}
          {tab === 'nudge' && (
            <NudgeTab camera={camera} report={report} origin={origin} disabled={disabled} />
          )}
          {tab === 'check' && <CheckTab report={report} />}
        </div>
      </div>
    </dialog>
  );
}
