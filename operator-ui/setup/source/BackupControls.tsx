import type { BackupSource, Camera } from '../../../core/show/camera-schema.ts';
import type { CameraStatusReport } from '../../../core/wire/status.ts';
import { useDesk } from '../../link/desk.ts';
import { useShowState } from '../../link/show-store.ts';
import { BackupPlace } from './BackupPlace.tsx';

interface Props {
  camera: Camera;
  report: CameraStatusReport | undefined;
  disabled: boolean;
}

/** The source that takes over when the first one stops, and which of the two is used now. */
export function BackupControls({ camera, report, disabled }: Props) {
  const desk = useDesk();
  const devices = useShowState((state) => state.show.devices) ?? [];
  const { id, backup } = camera;
  const set = (next: Partial<BackupSource> | null) =>
    void desk.command({ type: 'camera.set', id, backup: next && { ...backup, ...next } });
  return (
    <section className="setup-backup" aria-label="Backup source">
      <h3>Backup</h3>
      <div className="setup-row">
        <label>
          <span>Device</span>
          <select
            className="field"
            aria-label="Backup device"
            value={backup?.device ?? ''}
            disabled={disabled}
            onChange={({ target }) =>
              set(
                target.value
                  ? { device: target.value, subject: backup?.subject ?? camera.source.subject }
                  : null,
              )
            }
          >
            <option value="">none</option>
            {devices.map((device) => (
              <option key={device.id} value={device.id}>
                {device.id}
              </option>
            ))}
          </select>
        </label>
        {backup && (
          <label>
            <span>Subject</span>
            <input
              key={backup.subject}
              className="field"
              aria-label="Backup subject"
              defaultValue={backup.subject}
              disabled={disabled}
              onBlur={({ target }) => {
                const subject = target.value.trim();
                if (subject && subject !== backup.subject) set({ subject });
              }}
              onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
            />
          </label>
        )}
      </div>
      {backup && report && (
        <p className="setup-hint">
          In use: {report.source}. First {report.sources[0] ?? 'unknown'}, backup{' '}
          {report.sources[1] ?? 'unknown'}.
        </p>
      )}
      {backup && <BackupPlace camera={camera} backup={backup} disabled={disabled} onChange={set} />}
    </section>
  );
}
