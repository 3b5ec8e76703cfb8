import { useState } from 'react';
import { lensTables } from '../../../core/lens/compiled-tables.ts';
import type { TableColumn } from '../../../core/lens/edit-tables.ts';
import { recordedSensorMm } from '../../../core/lens/sensor-modes.ts';
import { Choice } from '../Choice.tsx';
import { CurvePlot } from './CurvePlot.tsx';
import { curveChoices, drawnDistortion } from './curve-choices.ts';
import { distortionAt } from './lens-now.ts';
import { readingsOf } from './rings.ts';
import { TableCurve } from './TableCurve.tsx';
import type { LensProps } from './use-lens-change.ts';
import { useRingCounts } from './use-rings.ts';

type CurveName = readonly [TableColumn | 'distortion', string];

/** What the tables say, drawn and as numbers, and how the lens bends the picture. */
export function CurvesView(props: LensProps & { cameraId: string }) {
  const { lens, cameraId } = props;
  const readings = readingsOf(lens.encoders, useRingCounts(cameraId));
  const tables = lensTables(lens);
  const columns = curveChoices(tables);
  const distortion = drawnDistortion(distortionAt(lens, readings), recordedSensorMm(lens));
  const names: CurveName[] = columns.map(({ column, label }) => [column, label] as const);
  if (distortion.length > 0) names.push(['distortion', 'Distortion']);
  const [wanted, setWanted] = useState<CurveName[0]>('focalLengthMm');
  const chosen = names.some(([name]) => name === wanted) ? wanted : (names[0]?.[0] ?? 'distortion');
  const column = columns.find((each) => each.column === chosen);
  if (names.length === 0) {
    return (
      <p className="setup-hint">
        This lens has no tables and no distortion. Mark its rings under Learn, or read a lens file.
      </p>
    );
  }
  return (
    <>
      {tables && lens.kind !== 'table' && (
        <p className="setup-hint">The tables are used when the kind of the lens is Table.</p>
      )}
      <Choice label="Curve" options={names} chosen={chosen} onChoose={(name) => setWanted(name)} />
      {tables && column ? (
        <TableCurve
          {...props}
          key={column.column}
          tables={tables}
          choice={column}
          readings={readings}
        />
      ) : (
        <CurvePlot
          title="Distortion over the distance from the centre of the picture"
          xLabel="mm from the centre"
          yLabel="pulled inwards, %"
          points={distortion}
          nodes={[]}
          live={undefined}
        />
      )}
    </>
  );
}
