import { useRef } from 'react';
import type { DeviceStatusReport } from '../../core/wire/status.ts';
import { useShow } from '../link/show-store.ts';
import { numberText } from '../theme/readout.ts';
import { packetRate, type RateSample } from './packet-rate.ts';

/** Every device of the show: whether it is open, what it takes in, what it refuses and why. */
export function DeviceList() {
  const status = useShow((store) => store.status);
  const devices = status?.devices ?? [];
  return (
    <section className="panel devices" aria-label="Devices">
      <header>
        <h2>Devices</h2>
      </header>
      <ul className="scrolls">
        {devices.map((device) => (
          <DeviceRow key={device.id} device={device} showTimeMs={status?.showTimeMs ?? 0} />
        ))}
        {devices.length === 0 && <li className="empty">The show has no device.</li>}
      </ul>
    </section>
  );
}

function DeviceRow({ device, showTimeMs }: { device: DeviceStatusReport; showTimeMs: number }) {
  const samples = useRef<RateSample[]>([]);
  const rate = packetRate(samples.current, { atMs: showTimeMs, count: device.accepted });
  const refused = Object.entries(device.refused).filter(([, count]) => count > 0);
  return (
    <li className="device">
      <p className="device-title">
        <strong>{device.id}</strong>
        <span>{device.kind}</span>
        <span className="chip" data-tone={device.state === 'unavailable' ? 'fault' : 'plain'}>
          {device.state.toUpperCase()}
        </span>
        <output className="number">{numberText(rate, 0)} /s</output>
      </p>
      {device.detail && <p className="device-detail">{device.detail}</p>}
      {refused.length > 0 && (
        <p className="device-refused number">
          refused {refused.map(([reason, count]) => `${count} ${reason}`).join(' · ')}
        </p>
      )}
    </li>
  );
}
