import { useState } from 'react';
import type { RateReference, Rates } from '../../core/show/stage-schema.ts';
import { isSameRate, type Rate } from '../../core/time/rate.ts';
import type { StatusReport } from '../../core/wire/events.ts';
import { ParameterSlider } from '../decks/ParameterSlider.tsx';
import { useDesk } from '../link/desk.ts';
import { useLive, useShowState } from '../link/show-store.ts';
import { FrameClockLine } from './FrameClockLine.tsx';
import { FramePicture } from './FramePicture.tsx';
import { RateSelect } from './RateSelect.tsx';
import { ReferenceSelect } from './ReferenceSelect.tsx';
import { TimecodeSelect } from './TimecodeSelect.tsx';
import { WallRateQuestion } from './WallRateQuestion.tsx';

/** What of the rates a command changes. */
interface RatesPart extends Partial<Pick<Rates, 'poseSteps' | 'cameraPhase' | 'dropFrame'>> {
  wall?: Rate;
  camera?: Rate;
  timecode?: Rate;
  reference?: RateReference;
}

/** The rates of wall, camera and timecode, what follows from them, and what the frame clock follows. */
export function RatesView({ rates, status }: { rates: Rates; status: StatusReport }) {
  const desk = useDesk();
  const disabled = !useLive();
  const [asked, setAsked] = useState<Rate | null>(null);
  const isOnAir = useShowState((state) => state.program.environment !== null) ?? true;
  const set = (part: RatesPart) => void desk.command({ type: 'stage.rates', ...part });
  const setWall = (wall: Rate) => {
    if (isSameRate(wall, rates.wall)) setAsked(null);
    else if (isOnAir) setAsked(wall);
    else set({ wall });
  };
  return (
    <>
      <div className="rates">
        <RateSelect
          label="Wall"
          rate={asked ?? rates.wall}
          disabled={disabled}
          onChange={setWall}
        />
        <RateSelect
          label="Camera"
          rate={rates.camera}
          disabled={disabled}
          onChange={(camera) => set({ camera })}
        />
        <TimecodeSelect rates={rates} disabled={disabled} onChange={set} />
        <ReferenceSelect
          reference={rates.reference}
          disabled={disabled}
          onChange={(reference) => set({ reference })}
        />
      </div>
      {asked && (
        <WallRateQuestion
          from={rates.wall}
          to={asked}
          onYes={() => {
            setAsked(null);
            set({ wall: asked });
          }}
          onNo={() => setAsked(null)}
        />
      )}
      <FrameClockLine frameClock={status.frameClock} />
      <FramePicture rates={rates} />
      <PoseSteps rates={rates} disabled={disabled} set={set} />
    </>
  );
}

interface PoseStepsProps {
  rates: Rates;
  disabled: boolean;
  set(part: RatesPart): void;
}

const stepWords = { wall: 'Every wall frame', camera: 'Once per camera frame' } as const;

function PoseSteps({ rates, disabled, set }: PoseStepsProps) {
  return (
    <section className="pose-steps" aria-label="Poses">
      <h3>Poses change</h3>
      <div className="choice">
        {(['wall', 'camera'] as const).map((poseSteps) => (
          <button
            key={poseSteps}
            type="button"
            aria-pressed={rates.poseSteps === poseSteps}
            disabled={disabled}
            onClick={() => set({ poseSteps })}
          >
            {stepWords[poseSteps]}
          </button>
        ))}
      </div>
      <ParameterSlider
        label="Camera phase: where its frames begin"
        min={0}
        max={0.99}
        step={0.01}
        unit="frame"
        default={0}
        value={rates.cameraPhase}
        disabled={disabled}
        onChange={(cameraPhase) => set({ cameraPhase })}
      />
    </section>
  );
}
