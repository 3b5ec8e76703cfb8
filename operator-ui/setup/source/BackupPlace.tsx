import type { BackupSource, Camera } from '../../../core/show/camera-schema.ts';
import { NumberField } from '../NumberField.tsx';
import { PlacedFields } from '../PlacedFields.tsx';
import { AxesFields } from './AxesFields.tsx';

interface Props {
  camera: Camera;
  backup: BackupSource;
  disabled: boolean;
  onChange(part: Partial<BackupSource>): void;
}

/** Where the backup's tracker is in the stage, and where it sits on the camera. */
export function BackupPlace({ camera, backup, disabled, onChange }: Props) {
  const { registration, mount, axes } = backup;
  return (
    <>
      <h4>Its registration</h4>
      <PlacedFields
        name="Registration of the backup"
        value={registration}
        disabled={disabled}
        onChange={(part) => onChange({ registration: { ...registration, ...part } })}
      />
      <NumberField
        label="Its scale"
        value={registration.scale}
        disabled={disabled}
        onChange={(scale) => onChange({ registration: { ...registration, scale } })}
      />
      <button
        type="button"
        className="button"
        disabled={disabled}
        title="For a second body of the same tracking system"
        onClick={() => onChange({ registration: camera.registration })}
      >
        As the first source’s
      </button>
      <h4>Its mount</h4>
      <PlacedFields
        name="Mount of the backup"
        value={mount}
        disabled={disabled}
        onChange={(part) => onChange({ mount: { ...mount, ...part } })}
      />
      <AxesFields
        name="Axes of the backup"
        axes={axes}
        disabled={disabled}
        onChange={(next) => onChange({ axes: [...next] })}
      />
    </>
  );
}
