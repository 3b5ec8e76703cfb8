import type { Camera } from '../../../core/show/camera-schema.ts';
import type { Conditioning } from '../../../core/show/conditioning-schema.ts';
import type { CameraStatusReport } from '../../../core/wire/status.ts';
import { useDesk } from '../../link/desk.ts';
import { Choice } from '../Choice.tsx';
import { NumberField } from '../NumberField.tsx';
import { SafePoseFields } from './SafePoseFields.tsx';

interface Props {
  camera: Camera;
  report: CameraStatusReport | undefined;
  disabled: boolean;
}

/** What is done with poses before they are used: jumps, trembling, and a lost camera. */
export function ConditioningControls({ camera, report, disabled }: Props) {
  const desk = useDesk();
  const { conditioning } = camera;
  const set = (part: Partial<Conditioning>) =>
    void desk.command({ type: 'camera.set', id: camera.id, conditioning: part });
  return (
    <section aria-label="Conditioning">
      <h3>Conditioning</h3>
      <div className="setup-row">
        <NumberField
          label="A jump is faster than"
          unit="m/s"
          value={conditioning.mostMetresPerSecond}
          disabled={disabled}
          onChange={(value) => set({ mostMetresPerSecond: value })}
        />
        <NumberField
          label="or than"
          unit="°/s"
          value={conditioning.mostDegreesPerSecond}
          disabled={disabled}
          onChange={(value) => set({ mostDegreesPerSecond: value })}
        />
        <NumberField
          label="Quiet trembling of"
          unit="mm"
          value={conditioning.tremorMm}
          disabled={disabled}
          onChange={(value) => set({ tremorMm: value })}
        />
        <NumberField
          label="and of"
          unit="°"
          value={conditioning.tremorDeg}
          disabled={disabled}
          onChange={(value) => set({ tremorDeg: value })}
        />
      </div>
      <Choice
        label="When lost"
        options={[
          ['hold', 'Hold the last pose'],
          ['safe', 'Go to the safe pose'],
        ]}
        chosen={conditioning.onLost}
        disabled={disabled}
        onChoose={(onLost) => set({ onLost })}
      />
      {conditioning.onLost === 'safe' && (
        <SafePoseFields camera={camera} report={report} disabled={disabled} />
      )}
    </section>
  );
}
