import type { CSSProperties } from 'react';
import type { InnerFrustumSettings } from '../../core/show/camera-schema.ts';
import type { OverscanReport } from '../../core/wire/status.ts';
import { numberText } from '../theme/readout.ts';
import { overscanShare, overscanText } from './overscan-words.ts';

interface Props {
  report: OverscanReport;
  settings: InnerFrustumSettings;
}

/** The overscan as it is now, and what it covers. */
export function OverscanReadout({ report, settings }: Props) {
  const filled = `${100 * overscanShare(report, settings)}%`;
  return (
    <p className="overscan-now" data-fault={report.isAtLimit}>
      <span className="overscan-bar" style={{ '--filled': filled } as CSSProperties} />
      <strong className="number">{numberText(report.factor, 2)}×</strong> {overscanText(report)}
    </p>
  );
}
