import type { CameraStatusReport } from '../../core/wire/status.ts';
import { angleOfViewDeg, numberText } from '../theme/readout.ts';

/** Rate, loss, age and lens of a camera as they are now. */
export function CameraFigures({ report }: { report: CameraStatusReport }) {
  const { lens, counters } = report;
  const refused = Object.entries(counters.refused).filter(([, count]) => count > 0);
  return (
    <dl className="figures">
      <Figure name="Age" value={numberText(report.ageMs, 0)} unit="ms" />
      <Figure name="Rate" value={numberText(report.rateHz, 1)} unit="Hz" />
      <Figure
        name="Loss"
        value={numberText(report.lossPct, 1)}
        unit="%"
        isFault={report.lossPct > 1}
      />
      <Figure name="Lens" value={numberText(lens.focalLengthMm, 1)} unit="mm" />
      <Figure
        name="View"
        value={numberText(angleOfViewDeg(lens.focalLengthMm, lens.sensorWidthMm), 1)}
        unit="°"
      />
      <Figure name="Focus" value={numberText(lens.focusDistanceM, 2)} unit="m" />
      {refused.length > 0 && (
        <p className="figures-refused">
          Refused: {refused.map(([reason, count]) => `${count} ${reason}`).join(', ')}
        </p>
      )}
    </dl>
  );
}

interface FigureProps {
  name: string;
  value: string;
  unit: string;
  isFault?: boolean;
}

function Figure({ name, value, unit, isFault = false }: FigureProps) {
  return (
    <div data-fault={isFault}>
      <dt>{name}</dt>
      <dd className="number">
        {value}
        <small> {unit}</small>
      </dd>
    </div>
  );
}
