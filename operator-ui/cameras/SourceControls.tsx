import type { Camera } from '../../core/show/camera-schema.ts';
import { useDesk } from '../link/desk.ts';
import { useShowState } from '../link/show-store.ts';

interface Props {
  camera: Camera;
  disabled: boolean;
}

/** Which device poses this camera, and under which name the device knows it. */
export function SourceControls({ camera, disabled }: Props) {
  const desk = useDesk();
  const devices = useShowState((state) => state.show.devices) ?? [];
  const { device, subject } = camera.source;
  const set = (source: { device?: string; subject?: string }) =>
    void desk.command({ type: 'camera.set', id: camera.id, source });
  return (
    <section className="source" aria-label={`Source of camera ${camera.id}`}>
      <label>
        <span>Source</span>
        <select
          className="field"
          value={device}
          disabled={disabled}
          onChange={(event) => set({ device: event.target.value })}
        >
          {devices.map(({ id, kind }) => (
            <option key={id} value={id}>
              {id === kind ? id : `${id} (${kind})`}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Subject</span>
        <input
          key={subject}
          className="field"
          defaultValue={subject}
          disabled={disabled}
          size={6}
          onBlur={(event) => {
            const name = event.target.value.trim();
            if (name && name !== subject) set({ subject: name });
          }}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
      </label>
    </section>
  );
}
