import type { Rates } from '../../core/show/stage-schema.ts';
import { standardTimecodes, timecodeFormat } from '../../core/time/timecode.ts';
import { NameSelect } from './NameSelect.tsx';

type TimecodeRate = Pick<Rates, 'timecode' | 'dropFrame'>;

interface Props {
  rates: TimecodeRate;
  disabled: boolean;
  onChange(part: TimecodeRate): void;
}

const names = standardTimecodes.map(({ name }) => name);

/** How timecode counts, drop-frame (DF) with it: it has no meaning without its rate. */
export function TimecodeSelect({ rates, disabled, onChange }: Props) {
  return (
    <NameSelect
      label="Timecode"
      names={names}
      value={timecodeFormat(rates.timecode, rates.dropFrame).name}
      disabled={disabled}
      onChange={(name) => {
        const chosen = standardTimecodes.find((format) => format.name === name);
        if (!chosen) return;
        const { num, den } = chosen.rate;
        onChange({ timecode: { num, den }, dropFrame: chosen.dropped > 0 });
      }}
    />
  );
}
