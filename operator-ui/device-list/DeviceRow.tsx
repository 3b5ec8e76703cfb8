import { useRef } from 'react';
import type { DeviceEntry } from '../../core/show/show-schema.ts';
import type { DeviceStatusReport } from '../../core/wire/status.ts';
import { numberText } from '../theme/readout.ts';
import { DeviceKeys } from './DeviceKeys.tsx';
import { packetRate, type RateSample } from './packet-rate.ts';
import { refusalAdvice } from './refusal-advice.ts';
import { SubjectsHeard } from './SubjectsHeard.tsx';

interface Props {
  entry: DeviceEntry;
  /** Absent until the server has opened it. */
  report: DeviceStatusReport | undefined;
  showTimeMs: number;
  isSetup: boolean;
}

/** One device: whether it is open, what it takes in, what it refuses and why. */
export function DeviceRow({ entry, report, showTimeMs, isSetup }: Props) {
  const samples = useRef<RateSample[]>([]);
  const rate = packetRate(samples.current, { atMs: showTimeMs, count: report?.accepted ?? 0 });
  const refused = Object.entries(report?.refused ?? {}).filter(([, count]) => count > 0);
  const noted = Object.entries(report?.noted ?? {}).filter(([, count]) => count > 0);
  const isFault = report?.state === 'unavailable';
  return (
    <li className="device" data-fault={isFault}>
      <p className="device-title">
        <strong>{entry.id}</strong>
        <span>{entry.kind}</span>
        <span className="chip" data-tone={isFault ? 'fault' : 'plain'}>
          {(report?.state ?? 'opening').toUpperCase()}
        </span>
        <output className="number">{numberText(rate, 0)} /s</output>
      </p>
      {report?.detail && <p className="device-detail">{report.detail}</p>}
      {refused.length > 0 && (
        <p className="device-refused number">
          refused {refused.map(([reason, count]) => `${count} ${reason}`).join(' · ')}
        </p>
      )}
      {isSetup && noted.length > 0 && (
        <p className="device-refused number">
          noted {noted.map(([oddity, count]) => `${count} ${oddity}`).join(' · ')}
        </p>
      )}
      {isSetup && <p className="device-advice">{refusalAdvice(report?.refused ?? {})}</p>}
      {isSetup && <DeviceKeys entry={entry} />}
      {isSetup && <SubjectsHeard entry={entry} />}
    </li>
  );
}
