import type { DeviceEntry } from '../../core/show/show-schema.ts';
import type { DeviceStatusReport } from '../../core/wire/status.ts';
import { trackerHint } from './tracker-hint.ts';

interface Props {
  devices: readonly DeviceEntry[];
  reports: readonly DeviceStatusReport[];
}

/** What to type into a tracker so that its packets arrive here. */
export function TrackerHelp({ devices, reports }: Props) {
  return (
    <section aria-label="Trackers">
      <h2>Connect your tracker</h2>
      <p className="start-hint">
        Send its packets to this server’s address, then name device and subject as the camera’s{' '}
        <code>source</code> in the show. Packets are counted below as they arrive.
      </p>
      <ul className="start-trackers">
        {devices.map((device) => (
          <TrackerCard
            key={device.id}
            device={device}
            report={reports.find((report) => report.id === device.id)}
          />
        ))}
      </ul>
    </section>
  );
}

function TrackerCard({
  device,
  report,
}: {
  device: DeviceEntry;
  report: DeviceStatusReport | undefined;
}) {
  const { name, target, words } = trackerHint(device);
  const isDown = report?.state === 'unavailable';
  return (
    <li className="start-tracker">
      <p>
        <strong>{name}</strong>
        <code>{target}</code>
        <span className="chip" data-tone={isDown ? 'fault' : 'plain'}>
          {(report?.state ?? '–').toUpperCase()}
        </span>
      </p>
      <p className="start-hint">{words}</p>
      <p className="start-hint number">
        <code>{device.id}</code> {report?.accepted ?? 0} accepted
      </p>
      {isDown && <p className="start-fault">{report.detail}</p>}
    </li>
  );
}
