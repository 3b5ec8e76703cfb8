import { useEffect, useState } from 'react';
import type { CameraStatusReport } from '../../../core/wire/status.ts';
import { Choice } from '../Choice.tsx';
import { DistortionFields } from './DistortionFields.tsx';
import { LensNumber } from './LensNumber.tsx';
import { LensReadout } from './LensReadout.tsx';
import { refusalOf } from './lens-refusals.ts';
import { SensorFields } from './SensorFields.tsx';
import type { LensProps } from './use-lens-change.ts';

const kinds = [
  ['fixed', 'Fixed'],
  ['tracked', 'Tracked'],
  ['table', 'Table'],
] as const;

const meanings = {
  fixed: 'As written here. What the tracker says of the lens is not used.',
  tracked:
    'What the tracker sends of the lens is used; what it does not send stays as written here.',
  table: 'The rings are looked up in the tables; what those lack stays as written here.',
} as const;

const numbers = [
  ['focalLengthMm', 'Focal length', 'mm', 'a number above 0, at most 5000'],
  ['entrancePupilMm', 'Entrance pupil', 'mm', 'a number from −2000 to 2000'],
  ['focusDistanceM', 'Focus distance', 'm', 'a number above 0'],
  ['fStop', 'f-stop', '', 'a number above 0'],
] as const;

/** What a lens is, as it stands in the show. */
export function LensSettingsView(props: LensProps & { report: CameraStatusReport | undefined }) {
  const { lens, report, disabled, change, refusals } = props;
  const [right, down] = lens.projectionOffsetMm;
  return (
    <>
      <Choice
        label="Kind"
        options={kinds}
        chosen={lens.kind}
        disabled={disabled}
        onChoose={(kind) => void change({ kind })}
      />
      <p className="setup-hint">{meanings[lens.kind]}</p>
      {lens.kind === 'table' && !lens.tables && !lens.table?.length && (
        <p className="setup-fault">
          ▲ There are no tables yet: mark the rings under Learn, or read a lens file.
        </p>
      )}
      <LensReadout lens={lens} report={report} />
      <div className="lens-fields">
        <NameField {...props} />
        {numbers.map(([field, label, unit, range]) => (
          <LensNumber
            key={field}
            label={label}
            unit={unit}
            range={range}
            value={lens[field]}
            refusal={refusalOf(refusals, field)}
            disabled={disabled}
            onChange={(value) => void change({ [field]: value })}
          />
        ))}
        {['right', 'down'].map((way, i) => (
          <LensNumber
            key={way}
            label={`Offset ${way}`}
            unit="mm"
            range="a number from −100 to 100"
            value={i === 0 ? right : down}
            refusal={refusalOf(refusals, `projectionOffsetMm/${i}`)}
            disabled={disabled}
            onChange={(mm) => {
              const projectionOffsetMm: [number, number] = i === 0 ? [mm, down] : [right, mm];
              void change({ projectionOffsetMm });
            }}
          />
        ))}
      </div>
      <SensorFields {...props} />
      <DistortionFields {...props} />
    </>
  );
}

/** For people: maker, model, serial number. */
function NameField({ lens: { name = '' }, disabled, change }: LensProps) {
  const [draft, setDraft] = useState(name);
  useEffect(() => setDraft(name), [name]);
  return (
    <label className="setup-number lens-name">
      <span>Name</span>
      <input
        className="field"
        maxLength={128}
        autoComplete="off"
        value={draft}
        disabled={disabled}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={() => {
          const next = draft.trim();
          if (next !== name) void change({ name: next || null });
        }}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </label>
  );
}
