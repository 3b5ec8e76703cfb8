import type { RateReference } from '../../core/show/stage-schema.ts';
import { useShowState } from '../link/show-store.ts';
import { referenceFromValue, referenceValue } from './sync-words.ts';

interface Props {
  reference: RateReference;
  disabled: boolean;
  onChange(reference: RateReference): void;
}

/** What the frame clock keeps step with. */
export function ReferenceSelect({ reference, disabled, onChange }: Props) {
  const outputs = useShowState((state) => state.show.stage.outputs) ?? [];
  const devices = useShowState((state) => state.show.devices) ?? [];
  return (
    <label className="rates-reference">
      <span>Frame clock follows</span>
      <select
        className="field"
        value={referenceValue(reference)}
        disabled={disabled}
        onChange={(event) => onChange(referenceFromValue(event.target.value))}
      >
        <option value="free">nothing: it runs free</option>
        {outputs.map(({ id }) => (
          <option key={id} value={`output ${id}`}>
            the display of {id}
          </option>
        ))}
        {devices.map(({ id }) => (
          <option key={id} value={`timecode ${id}`}>
            the timecode of {id}
          </option>
        ))}
      </select>
    </label>
  );
}
