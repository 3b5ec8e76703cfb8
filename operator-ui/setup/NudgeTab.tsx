import { useEffect, useRef, useState } from 'react';
import { nudgeRegistration } from '../../core/registration/nudge.ts';
import type { Registration } from '../../core/registration/registration.ts';
import type { Camera } from '../../core/show/camera-schema.ts';
import type { CameraStatusReport } from '../../core/wire/status.ts';
import { useDesk } from '../link/desk.ts';
import { NudgePad } from './NudgePad.tsx';
import { NudgeSteps } from './NudgeSteps.tsx';
import { type NudgeChoices, type NudgePress, nudgeFor, nudgePressFor } from './nudge-keys.ts';
import { presentPupil } from './present-pupil.ts';

interface Props {
  camera: Camera;
  report: CameraStatusReport | undefined;
  /** The registration when the sheet was opened. */
  origin: Registration;
  disabled: boolean;
}

/** Small corrections by eye, while the wall shows them. */
export function NudgeTab({ camera, report, origin, disabled }: Props) {
  const desk = useDesk();
  const [choices, setChoices] = useState<NudgeChoices>({
    axes: 'stage',
    moveM: 0.01,
    turnDeg: 0.1,
    keys: 'move',
  });
  const at = report && presentPupil(camera.registration, report);
  const set = (registration: Registration) =>
    void desk.command({ type: 'camera.set', id: camera.id, registration });
  const press = (by: NudgePress) => {
    if (at && !disabled) set(nudgeRegistration(camera.registration, nudgeFor(by, choices), at));
  };
  useNudgeKeys(choices.keys, press);
  const { position, rotationDeg, scale } = origin;
  const off = !at || disabled;
  return (
    <section className="setup-nudge" aria-label="Nudge">
      <NudgeSteps choices={choices} onChange={(part) => setChoices({ ...choices, ...part })} />
      <NudgePad disabled={off} onPress={press} />
      {!at && (
        <p className="setup-fault">▲ No pose yet: a nudge needs to know where the camera stands.</p>
      )}
      <p className="setup-hint">
        Arrows and Page Up/Down {choices.keys}. Shift: ten steps. Alt: a tenth.
      </p>
      <p className="setup-figures number">
        {camera.registration.position.map((value) => value.toFixed(4)).join('  ')} m{'   '}
        {camera.registration.rotationDeg.map((value) => value.toFixed(2)).join('  ')}°
      </p>
      <div className="setup-row">
        <button
          type="button"
          className="button"
          disabled={disabled}
          onClick={() => set({ position, rotationDeg, scale })}
        >
          Zero: as when opened
        </button>
        <button
          type="button"
          className="button"
          disabled={disabled}
          onClick={() => void desk.command({ type: 'show.undo' })}
        >
          Undo
        </button>
      </div>
    </section>
  );
}

/** The arrows nudge wherever the focus is, except in a field. */
function useNudgeKeys(keys: NudgeChoices['keys'], press: (by: NudgePress) => void): void {
  const newest = useRef(press);
  newest.current = press;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const by = nudgePressFor(event, keys);
      const inField =
        event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (!by || inField) return;
      event.preventDefault();
      newest.current(by);
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [keys]);
}
